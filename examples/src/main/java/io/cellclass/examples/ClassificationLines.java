package io.cellclass.examples;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Classified files as lines with tabs between their fields. */
final class ClassificationLines {
  private static final String UNCERTAIN = "uncertain";

  private final LabelSet labels;
  private final boolean probabilities;
  private final double leastConfidence;

  /**
   * Lines of this form.
   *
   * @param probabilities whether the probability of every label stands behind
   * @param leastConfidence the probability below which no label is named
   */
  ClassificationLines(LabelSet labels, boolean probabilities, double leastConfidence) {
    this.labels = labels;
    this.probabilities = probabilities;
    this.leastConfidence = leastConfidence;
  }

  /** The names of the fields, where it is not plain what they are. */
  Optional<String> header() {
    if (!probabilities) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(List.of("file", "label", "confidence"));
    labels.forEach(label -> names.add(label.name()));
    return Optional.of(String.join("\t", names));
  }

  String line(ClassifiedFile file) {
    Prediction prediction = file.prediction();
    List<String> fields = new ArrayList<>();
    fields.add(file.file().toString());
    fields.add(prediction.label(leastConfidence).map(Label::name).orElse(UNCERTAIN));
    fields.add(probability(prediction.confidence()));
    if (probabilities) {
      labels.forEach(label -> fields.add(probability(prediction.probability(label))));
    }
    return String.join("\t", fields);
  }

  private static String probability(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
