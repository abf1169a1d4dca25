package io.cellclass.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.Interval;
import io.cellclass.Label;
import io.cellclass.LabelMetrics;
import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import io.cellclass.ReliabilityBin;
import io.cellclass.RiskCoverage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The objects that {@code --json} writes. Their fields are fixed: other programs read them. */
final class JsonReports {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A curve of more points is thinned to so many: what a picture of it can show. */
  static final int CURVE_POINTS = 200;

  private JsonReports() {}

  static byte[] bytes(ObjectNode report) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return mapper.writeValueAsBytes(report);
  }

  static ObjectNode evaluation(Evaluation evaluation) {
    Interval interval = evaluation.accuracyInterval();
    ObjectNode report = NODES.objectNode();
    report.put("images", evaluation.images());
    report.set("labels", labels(evaluation.labels()));
    put(report, "accuracy", evaluation.accuracy());
    put(report, "accuracyLow", interval.low());
    put(report, "accuracyHigh", interval.high());
    put(report, "balancedAccuracy", evaluation.balancedAccuracy());
    put(report, "macroF1", evaluation.macroF1());
    put(report, "cohensKappa", evaluation.cohensKappa());
    put(report, "top2Accuracy", evaluation.topAccuracy(2));
    put(report, "macroRocAuc", evaluation.macroRocAuc());
    put(report, "macroAveragePrecision", evaluation.macroAveragePrecision());
    put(report, "logLoss", evaluation.logLoss());
    put(report, "expectedCalibrationError", evaluation.expectedCalibrationError());
    report.set("confusion", confusion(evaluation));
    ObjectNode perLabel = report.putObject("perLabel");
    for (Label label : evaluation.labels()) {
      perLabel.set(label.name(), metrics(evaluation, label));
    }
    report.set("reliability", reliability(evaluation.reliability()));
    report.set("riskCoverage", riskCoverage(evaluation.riskCoverage()));
    ArrayNode predictions = report.putArray("predictions");
    for (Outcome outcome : evaluation.outcomes()) {
      ObjectNode prediction = predictions.addObject();
      prediction.put("file", outcome.id());
      prediction.put("label", outcome.label().name());
      putPrediction(prediction, outcome.prediction(), evaluation.labels());
    }
    return report;
  }

  static ObjectNode training(TrainingReport training) {
    ObjectNode report = NODES.objectNode();
    put(report, "seconds", training.seconds());
    report.put("epochs", training.history().size());
    ArrayNode history = report.putArray("history");
    training.history().forEach(epoch -> history.add(epoch(epoch)));
    report.set("labels", labels(training.data().training().labels()));
    report.put("trainingImages", training.data().training().size());
    report.put("validationImages", training.data().validation().size());
    report.set("validation", evaluation(training.validation()));
    training
        .baselines()
        .forEach(
            (name, measured) ->
                report.withObject("/baselines").set(name, JsonComparisons.summary(measured)));
    CrossValidated folds = training.crossValidated();
    if (folds != null) {
      report.set("crossValidation", JsonComparisons.crossValidation(folds));
    }
    if (!training.audit().isClean()) {
      report.set("leaks", JsonComparisons.leaks(training.audit()));
    }
    return report;
  }

  /**
   * What was said of each file.
   *
   * @param leastConfidence the probability below which an answer is uncertain; null if none was
   *     asked for
   */
  static ObjectNode classification(
      List<ClassifiedFile> files, LabelSet labels, @Nullable Double leastConfidence) {
    ObjectNode report = NODES.objectNode();
    ArrayNode predictions = report.putArray("predictions");
    for (ClassifiedFile file : files) {
      predictions.add(classification(file, labels, leastConfidence));
    }
    return report;
  }

  /** What was said of one file. */
  static ObjectNode classification(
      ClassifiedFile file, LabelSet labels, @Nullable Double leastConfidence) {
    ObjectNode prediction = NODES.objectNode();
    prediction.put("file", file.file().toString());
    putPrediction(prediction, file.prediction(), labels);
    if (leastConfidence != null) {
      prediction.put("uncertain", file.prediction().label(leastConfidence).isEmpty());
    }
    return prediction;
  }

  private static ObjectNode epoch(EpochSummary epoch) {
    ObjectNode node = NODES.objectNode();
    node.put("epoch", epoch.epoch());
    put(node, "trainingLoss", epoch.trainingLoss());
    put(node, "trainingAccuracy", epoch.trainingAccuracy());
    put(node, "validationLoss", epoch.validationLoss());
    put(node, "validationAccuracy", epoch.validationAccuracy());
    put(node, "learningRate", epoch.learningRate());
    put(node, "seconds", epoch.seconds());
    return node;
  }

  private static ObjectNode metrics(Evaluation evaluation, Label label) {
    LabelMetrics metrics = evaluation.of(label);
    ObjectNode node = NODES.objectNode();
    put(node, "precision", metrics.precision());
    put(node, "recall", metrics.recall());
    put(node, "f1", metrics.f1());
    node.put("support", metrics.support());
    put(node, "rocAuc", evaluation.rocAuc(label));
    put(node, "averagePrecision", evaluation.averagePrecision(label));
    return node;
  }

  private static ArrayNode reliability(List<ReliabilityBin> bins) {
    ArrayNode nodes = NODES.arrayNode();
    for (ReliabilityBin bin : bins) {
      ObjectNode node = nodes.addObject();
      put(node, "low", bin.low());
      put(node, "high", bin.high());
      node.put("images", bin.images());
      put(node, "confidence", bin.confidence());
      put(node, "accuracy", bin.accuracy());
    }
    return nodes;
  }

  private static ObjectNode riskCoverage(RiskCoverage curve) {
    ObjectNode node = NODES.objectNode();
    put(node, "area", curve.area());
    ArrayNode points = node.putArray("points");
    for (RiskCoverage.Point point : thinned(curve.points())) {
      ObjectNode at = points.addObject();
      put(at, "threshold", point.threshold());
      put(at, "coverage", point.coverage());
      put(at, "risk", point.risk());
    }
    return node;
  }

  /** Evenly spread over the list, the first and the last among them. */
  static <T> List<T> thinned(List<T> points) {
    if (points.size() <= CURVE_POINTS) {
      return points;
    }
    long last = points.size() - 1L;
    return IntStream.range(0, CURVE_POINTS)
        .mapToObj(i -> points.get((int) (i * last / (CURVE_POINTS - 1))))
        .toList();
  }

  private static void putPrediction(ObjectNode node, Prediction prediction, LabelSet labels) {
    node.put("predicted", prediction.label().name());
    ObjectNode probabilities = node.putObject("probabilities");
    for (Label label : labels) {
      put(probabilities, label.name(), prediction.probability(label));
    }
  }

  private static ArrayNode labels(LabelSet labels) {
    ArrayNode names = NODES.arrayNode();
    labels.forEach(label -> names.add(label.name()));
    return names;
  }

  private static ArrayNode confusion(Evaluation evaluation) {
    ArrayNode rows = NODES.arrayNode();
    for (int[] row : evaluation.confusion().counts()) {
      ArrayNode columns = rows.addArray();
      Arrays.stream(row).forEach(columns::add);
    }
    return rows;
  }

  /** What is not defined is null, too. */
  private static void put(ObjectNode node, String field, OptionalDouble value) {
    put(node, field, value.orElse(Double.NaN));
  }

  private static void put(ObjectNode node, String field, double value) {
    // JSON has no infinity and no NaN.
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }
}
