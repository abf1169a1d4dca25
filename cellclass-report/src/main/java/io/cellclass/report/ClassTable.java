package io.cellclass.report;

import io.cellclass.ConfusionMatrix;
import io.cellclass.Evaluation;
import io.cellclass.Label;
import io.cellclass.LabelMetrics;
import java.util.OptionalDouble;

/** How well each class is recognised. */
final class ClassTable {
  private ClassTable() {}

  static void write(Html html, Evaluation evaluation) {
    Table table =
        Table.open(
            html,
            "Each class against the rest",
            1,
            "class",
            "images",
            "recall",
            "95 % interval",
            "precision",
            "95 % interval",
            "F1",
            "ROC AUC",
            "average precision");
    ConfusionMatrix matrix = evaluation.confusion();
    for (Label label : evaluation.labels()) {
      LabelMetrics metrics = evaluation.of(label);
      int hits = matrix.count(label, label);
      int predicted = predicted(matrix, label);
      table.row(
          label.name(),
          String.valueOf(metrics.support()),
          share(metrics.recall(), metrics.support()),
          Numbers.interval(hits, metrics.support()),
          share(metrics.precision(), predicted),
          Numbers.interval(hits, predicted),
          metrics.support() + predicted == 0 ? Numbers.NONE : Numbers.ratio(metrics.f1()),
          ratio(evaluation.rocAuc(label)),
          ratio(evaluation.averagePrecision(label)));
    }
    table.close();
  }

  private static int predicted(ConfusionMatrix matrix, Label label) {
    return matrix.labels().asList().stream().mapToInt(truth -> matrix.count(truth, label)).sum();
  }

  /** A share of so many; of none, a dash and not 0. */
  private static String share(double value, int of) {
    return of == 0 ? Numbers.NONE : Numbers.percent(value);
  }

  private static String ratio(OptionalDouble value) {
    return value.isPresent() ? Numbers.ratio(value.getAsDouble()) : Numbers.NONE;
  }
}
