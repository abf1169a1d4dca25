package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Label;
import io.cellclass.segment.evaluation.CountError;
import io.cellclass.segment.evaluation.DetectionEvaluation;
import io.cellclass.segment.evaluation.DetectionRates;
import io.cellclass.segment.neural.NetworkDetector;
import java.util.Locale;
import java.util.OptionalDouble;

/** What {@code evaluate-detect} says. Its fields are fixed: other programs read them. */
final class DetectionReport {
  private static final double HALF = 0.5;

  private DetectionReport() {}

  static ObjectNode json(DetectionEvaluation evaluation, NetworkDetector detector) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    put(report, "map50", evaluation.map50());
    put(report, "map", evaluation.map());
    report.put("images", evaluation.images());
    ObjectNode perLabel = report.putObject("perLabel");
    ObjectNode countMae = report.putObject("countMae");
    ObjectNode constantMae = report.putObject("constantMae");
    for (Label label : evaluation.labels()) {
      double threshold = detector.threshold(label);
      DetectionRates rates = evaluation.rates(label, threshold);
      CountError error = evaluation.countError(label, threshold);
      ObjectNode node = perLabel.putObject(label.name());
      put(node, "averagePrecision50", evaluation.averagePrecision(label, HALF));
      put(node, "averagePrecision", evaluation.averagePrecision(label));
      node.put("threshold", threshold)
          .put("precision", rates.precision())
          .put("recall", rates.recall())
          .put("f1", rates.f1())
          .put("support", rates.truths())
          .put("found", rates.found())
          .put("countBias", error.bias());
      countMae.put(label.name(), error.meanAbsoluteError());
      constantMae.put(label.name(), error.constantMeanAbsoluteError());
    }
    MistakeReport.put(report.putObject("mistakes"), evaluation.mistakes(detector::threshold));
    return report;
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  static String text(DetectionEvaluation evaluation, NetworkDetector detector) {
    TextTable table =
        new TextTable()
            .row("", "cells", "found", "AP50", "precision", "recall", "count error", "of the mean");
    for (Label label : evaluation.labels()) {
      double threshold = detector.threshold(label);
      DetectionRates rates = evaluation.rates(label, threshold);
      CountError error = evaluation.countError(label, threshold);
      table.row(
          label.name(),
          Integer.toString(rates.truths()),
          Integer.toString(rates.found()),
          number(evaluation.averagePrecision(label, HALF)),
          number(OptionalDouble.of(rates.precision())),
          number(OptionalDouble.of(rates.recall())),
          number(OptionalDouble.of(error.meanAbsoluteError())),
          number(OptionalDouble.of(error.constantMeanAbsoluteError())));
    }
    return table
        + System.lineSeparator()
        + String.format(
            Locale.ROOT,
            "%d images: mAP %s at an overlap of a half, %s over 0.5 to 0.95",
            evaluation.images(),
            number(evaluation.map50()),
            number(evaluation.map()))
        + System.lineSeparator().repeat(2)
        + MistakeReport.text(evaluation.mistakes(detector::threshold));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "-";
  }
}
