package io.cellclass.report;

import io.cellclass.Comparison;
import io.cellclass.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Several classifiers on the same images.
 *
 * @param classifiers their names and evaluations, at least two; the others are compared to the
 *     first
 */
record ComparisonSection(List<Map.Entry<String, Evaluation>> classifiers) implements Section {
  ComparisonSection {
    // Comparing refuses evaluations of different images.
    others(classifiers).forEach(other -> comparison(classifiers, other));
  }

  @Override
  public Place place() {
    return Place.COMPARISON;
  }

  @Override
  public String heading() {
    return "Comparison";
  }

  @Override
  public boolean hasScoreIntervals() {
    return true;
  }

  @Override
  public void write(Html html, Figures figures) {
    Table table =
        Table.open(
            html,
            "Classifiers on the same images",
            1,
            "classifier",
            "accuracy",
            "95 % interval",
            "balanced accuracy",
            "macro F1",
            "Cohen\u2019s kappa",
            "log-loss",
            "macro ROC AUC",
            "calibration error");
    classifiers.forEach(entry -> table.row(row(entry.getKey(), entry.getValue())));
    table.close();
    writeDifferences(html);
  }

  private static List<String> row(String name, Evaluation evaluation) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(Numbers.percent(evaluation.accuracy()));
    row.add(Numbers.percent(evaluation.accuracyInterval()));
    row.add(Numbers.percent(evaluation.balancedAccuracy()));
    row.add(Numbers.ratio(evaluation.macroF1()));
    row.add(Numbers.ratio(evaluation.cohensKappa()));
    row.add(Numbers.ratio(evaluation.logLoss()));
    row.add(Numbers.ratio(evaluation.macroRocAuc().orElse(Double.NaN)));
    row.add(Numbers.ratio(evaluation.expectedCalibrationError()));
    return row;
  }

  private void writeDifferences(Html html) {
    String first = classifiers.get(0).getKey();
    Table table =
        Table.open(
            html,
            "Image by image against " + first,
            1,
            "classifier",
            "both right",
            "only " + first + " right",
            "only this one right",
            "both wrong",
            "difference of accuracy",
            "95 % interval",
            "p (McNemar)");
    for (Map.Entry<String, Evaluation> other : others(classifiers)) {
      Comparison comparison = comparison(classifiers, other);
      Comparison.Difference difference = comparison.difference();
      table.row(
          other.getKey(),
          String.valueOf(comparison.bothRight()),
          String.valueOf(comparison.onlyFirstRight()),
          String.valueOf(comparison.onlySecondRight()),
          String.valueOf(comparison.bothWrong()),
          points(difference.value()),
          points(difference.low()) + " to " + points(difference.high()),
          Numbers.pValue(comparison.pValue()));
    }
    table.close();
    html.element(
        "p",
        "The difference is the accuracy of "
            + first
            + " less that of the other, in percentage points. p is how probable so large a"
            + " difference is between equally good classifiers.",
        "class",
        "note");
  }

  private static String points(double difference) {
    // Without the sign of a negative zero.
    double points = Math.rint(1000 * difference) / 10 + 0.0;
    return Numbers.format("%+.1f", points).replace("-", "\u2212").replace("+0.0", "0.0");
  }

  private static List<Map.Entry<String, Evaluation>> others(
      List<Map.Entry<String, Evaluation>> classifiers) {
    return classifiers.subList(1, classifiers.size());
  }

  private static Comparison comparison(
      List<Map.Entry<String, Evaluation>> classifiers, Map.Entry<String, Evaluation> other) {
    return Comparison.of(classifiers.get(0).getValue(), other.getValue());
  }
}
