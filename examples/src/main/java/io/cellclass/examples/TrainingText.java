package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.Label;
import java.nio.file.Path;

/** What a training says on a terminal. */
final class TrainingText {
  private static final String GAP = System.lineSeparator().repeat(2);

  private TrainingText() {}

  static String before(TrainingPlan plan, TrainingData sets) {
    return "Training: " + plan + GAP + counts(sets) + System.lineSeparator();
  }

  static String after(TrainingReport result, Path bundle) {
    StringBuilder text = new StringBuilder();
    text.append("Trained in ").append(Durations.text(result.seconds()));
    text.append(", epochs: ").append(result.history().size()).append(GAP);
    result
        .provenance()
        .settings()
        .forEach(
            (name, value) ->
                text.append("  ")
                    .append(name)
                    .append(": ")
                    .append(value)
                    .append(System.lineSeparator()));
    text.append(System.lineSeparator()).append("On the validation images:").append(GAP);
    text.append(Tables.evaluation(result.validation())).append(GAP);
    if (!result.baselines().isEmpty()) {
      text.append(ComparisonText.of(result.comparisons(bundle))).append(GAP);
    }
    return text.append("Saved ").append(bundle).toString();
  }

  private static String counts(TrainingData sets) {
    Dataset training = sets.training();
    Dataset validation = sets.validation();
    TextTable table = new TextTable().row("label", "training", "validation");
    for (Label label : training.labels()) {
      table.row(
          label.name(),
          String.valueOf(training.count(label)),
          String.valueOf(validation.count(label)));
    }
    table.row("all", String.valueOf(training.size()), String.valueOf(validation.size()));
    return table.toString();
  }
}
