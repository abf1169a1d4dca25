package io.cellclass.examples;

import io.cellclass.Comparison;
import io.cellclass.Evaluation;
import io.cellclass.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classifiers on the same images, as text for a terminal. */
final class ComparisonText {
  private ComparisonText() {}

  static String of(Comparisons comparisons) {
    TextTable table =
        new TextTable()
            .row(
                "classifier",
                "accuracy",
                "95 % interval",
                "macro F1",
                "log loss",
                "only first right",
                "only this right",
                "p (McNemar)");
    for (Map.Entry<String, Evaluation> entry : comparisons.all().entrySet()) {
      boolean first = entry.getKey().equals(comparisons.name());
      table.row(row(entry.getKey(), entry.getValue(), first ? null : comparisons.evaluation()));
    }
    return table.toString();
  }

  private static List<String> row(String name, Evaluation evaluation, @Nullable Evaluation first) {
    Interval interval = evaluation.accuracyInterval();
    String accuracy = Tables.percent(evaluation.accuracy());
    String between = Tables.percent(interval.low()) + " to " + Tables.percent(interval.high());
    String f1 = Tables.ratio(evaluation.macroF1());
    String loss = Tables.ratio(evaluation.logLoss());
    if (first == null) {
      return List.of(name, accuracy, between, f1, loss, "", "", "");
    }
    Comparison comparison = Comparison.of(first, evaluation);
    return List.of(
        name,
        accuracy,
        between,
        f1,
        loss,
        String.valueOf(comparison.onlyFirstRight()),
        String.valueOf(comparison.onlySecondRight()),
        probability(comparison.pValue()));
  }

  private static String probability(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }
}
