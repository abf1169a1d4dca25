package io.cellclass.examples;

import io.cellclass.Evaluation;
import io.cellclass.Interval;
import io.cellclass.Label;
import io.cellclass.LabelMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation as text for a terminal. */
final class Tables {
  private Tables() {}

  /** All of it: the table of labels, the confusion matrix, the overall figures. */
  static String evaluation(Evaluation evaluation) {
    String gap = System.lineSeparator().repeat(2);
    return perLabel(evaluation) + gap + confusion(evaluation) + gap + overall(evaluation);
  }

  static String perLabel(Evaluation evaluation) {
    TextTable table = new TextTable().row("label", "precision", "recall", "f1", "images");
    for (Label label : evaluation.labels()) {
      LabelMetrics metrics = evaluation.of(label);
      table.row(
          label.name(),
          ratio(metrics.precision()),
          ratio(metrics.recall()),
          ratio(metrics.f1()),
          String.valueOf(metrics.support()));
    }
    return table.toString();
  }

  static String confusion(Evaluation evaluation) {
    List<String> header = new ArrayList<>(List.of("true \\ predicted"));
    evaluation.labels().forEach(label -> header.add(label.name()));
    TextTable table = new TextTable().row(header);
    for (Label truth : evaluation.labels()) {
      List<String> row = new ArrayList<>(List.of(truth.name()));
      for (Label predicted : evaluation.labels()) {
        int count = evaluation.confusion().count(truth, predicted);
        // A dot lets the mistakes stand out.
        row.add(count == 0 ? "." : String.valueOf(count));
      }
      table.row(row);
    }
    return table.toString();
  }

  static String overall(Evaluation evaluation) {
    return right(evaluation, "images")
        + System.lineSeparator()
        + String.format(
            Locale.ROOT,
            "balanced accuracy %s, macro F1 %s, expected calibration error %s",
            percent(evaluation.balancedAccuracy()),
            ratio(evaluation.macroF1()),
            ratio(evaluation.expectedCalibrationError()))
        + System.lineSeparator()
        + String.format(
            Locale.ROOT,
            "Cohen's kappa %s, top-2 accuracy %s, macro ROC AUC %s, log-loss %s",
            ratio(evaluation.cohensKappa()),
            percent(evaluation.topAccuracy(2)),
            evaluation.macroRocAuc().stream().mapToObj(Tables::ratio).findFirst().orElse("-"),
            ratio(evaluation.logLoss()));
  }

  /** How many of the images, or the groups, are right. */
  static String right(Evaluation evaluation, String counted) {
    Interval interval = evaluation.accuracyInterval();
    return String.format(
        Locale.ROOT,
        "%d of %d %s right: accuracy %s (95 %% interval %s to %s)",
        evaluation.confusion().correct(),
        evaluation.images(),
        counted,
        percent(evaluation.accuracy()),
        percent(interval.low()),
        percent(interval.high()));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
