package io.cellclass.report;

import io.cellclass.Evaluation;
import io.cellclass.Interval;
import io.cellclass.ReliabilityBin;
import io.cellclass.RiskCoverage;
import java.io.IOException;
import java.util.List;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Whether a classifier is as sure as it may be, and what it gains by leaving unsure images out. */
final class ConfidencePart {
  private static final double[] RISKS = {0.1, 0.05, 0.02, 0.01, 0};

  private ConfidencePart() {}

  static void write(Html html, Figures figures, String slug, Evaluation evaluation)
      throws IOException {
    List<ReliabilityBin> bins =
        evaluation.reliability().stream().filter(bin -> bin.images() > 0).toList();
    RiskCoverage coverage = evaluation.riskCoverage();
    html.open("div", "class", "figures");
    figures.draw(
        html,
        slug + "-reliability",
        "Reliability diagram: accuracy against mean confidence; the table of confidence has the"
            + " values.",
        "Reliability: the accuracy of the images of like confidence, with its 95 % interval. On the"
            + " dashed line, confidence is accuracy.",
        () -> reliabilityChart(bins).draw());
    figures.draw(
        html,
        slug + "-risk-coverage",
        "Curve of the error rate against the share of images answered; the table of thresholds has"
            + " values from it.",
        "Risk and coverage: the error rate among the images that are answered, where the least"
            + " confident ones are left to a human.",
        () -> coverageChart(coverage).draw());
    html.closeLine();
    html.open("div", "class", "tables");
    writeThresholds(html, coverage);
    writeBins(html, bins);
    html.closeLine();
  }

  private static CurveChart reliabilityChart(List<ReliabilityBin> bins) {
    CurveChart chart =
        new CurveChart("mean confidence", "accuracy")
            .xFrom(0, 1)
            .yFrom(0, 1)
            .numbers(Numbers.AXIS_PERCENT, Numbers.AXIS_PERCENT)
            .guide("confidence = accuracy", List.of(new Point(0, 0), new Point(1, 1)))
            .points(
                "images of like confidence",
                bins.stream().map(bin -> new Point(bin.confidence(), bin.accuracy())).toList(),
                SeriesMarkers.CIRCLE);
    for (ReliabilityBin bin : bins) {
      Interval interval = Interval.wilson(right(bin), bin.images());
      chart.range(bin.confidence(), interval.low(), interval.high());
    }
    return chart;
  }

  private static int right(ReliabilityBin bin) {
    return (int) Math.round(bin.accuracy() * bin.images());
  }

  private static CurveChart coverageChart(RiskCoverage coverage) {
    List<Point> points =
        coverage.points().stream().map(point -> new Point(point.coverage(), point.risk())).toList();
    return new CurveChart("coverage: share of images answered", "risk: error rate of these")
        .xFrom(0, 1)
        .numbers(Numbers.AXIS_PERCENT, Numbers.AXIS_PERCENT)
        .curve("least confident left out", points);
  }

  private static void writeThresholds(Html html, RiskCoverage coverage) {
    Table table =
        Table.open(
            html,
            "Least confidence for an error rate",
            0,
            "error rate at most",
            "least confidence",
            "images answered",
            "error rate");
    for (double risk : RISKS) {
      coverage
          .atRisk(risk)
          .ifPresentOrElse(
              point ->
                  table.row(
                      Numbers.wholePercent(risk),
                      threshold(point, coverage),
                      Numbers.percent(point.coverage()),
                      Numbers.percent(point.risk())),
              () ->
                  table.row(
                      Numbers.wholePercent(risk), Numbers.NONE, Numbers.percent(0), Numbers.NONE));
    }
    table.close();
  }

  /** As few digits, three or more, as have the same images answered. */
  private static String threshold(RiskCoverage.Point point, RiskCoverage coverage) {
    double next =
        coverage.points().stream()
            .mapToDouble(RiskCoverage.Point::threshold)
            .filter(other -> other < point.threshold())
            .max()
            .orElse(-1);
    return Numbers.above(next, point.threshold());
  }

  private static void writeBins(Html html, List<ReliabilityBin> bins) {
    Table table =
        Table.open(
            html,
            "Accuracy by confidence",
            0,
            "confidence",
            "images",
            "mean confidence",
            "accuracy",
            "95 % interval");
    for (ReliabilityBin bin : bins) {
      table.row(
          Numbers.format("%.2f to %.2f", bin.low(), bin.high()),
          String.valueOf(bin.images()),
          Numbers.percent(bin.confidence()),
          Numbers.percent(bin.accuracy()),
          Numbers.interval(right(bin), bin.images()));
    }
    table.close();
  }
}
