package io.cellclass.report;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy against the learning rate, and against the steps of training. */
record SweepSection(List<SweepRun> runs) implements Section {
  // Beyond this, curves hide each other.
  private static final int MOST_CURVES = 10;
  // Within this, an axis may show no power of ten.
  private static final double NARROW = 20;

  @Override
  public Place place() {
    return Place.SWEEP;
  }

  @Override
  public String heading() {
    return "Learning rates";
  }

  @Override
  public void write(Html html, Figures figures) throws IOException {
    TreeMap<Double, List<SweepRun>> byRate =
        runs.stream().collect(groupingBy(SweepRun::learningRate, TreeMap::new, toList()));
    html.open("div", "class", "figures");
    figures.draw(
        html,
        "sweep-learning-rate",
        "The accuracy against the learning rate; the table has the values.",
        "Validation accuracy against learning rate: a point for each seed; the line joins the means,"
            + " its bars reach one standard deviation each way.",
        () -> rateChart(byRate).draw());
    if (runs.stream().anyMatch(run -> !run.course().isEmpty()) && byRate.size() <= MOST_CURVES) {
      figures.draw(
          html,
          "sweep-steps",
          "The accuracy against the number of training steps, a curve for each learning rate.",
          "Validation accuracy against training steps: for each learning rate, the mean of the seeds.",
          () -> stepChart(byRate).draw());
    }
    html.closeLine();
    writeTable(html, byRate);
  }

  private CurveChart rateChart(TreeMap<Double, List<SweepRun>> byRate) {
    CurveChart chart =
        new CurveChart("learning rate", "validation accuracy")
            .logarithmicX(byRate.lastKey() > NARROW * byRate.firstKey())
            .xFrom(byRate.firstKey() / 1.5, byRate.lastKey() * 1.5)
            .numbers(Numbers.AXIS_RATE, Numbers.AXIS_PERCENT);
    chart.curve(
        "mean",
        byRate.entrySet().stream().map(e -> new Point(e.getKey(), mean(e.getValue()))).toList());
    byRate.forEach(
        (rate, ofRate) -> {
          double reach = deviation(ofRate);
          if (reach > 0) {
            chart.range(rate, mean(ofRate) - reach, mean(ofRate) + reach);
          }
        });
    return chart.points(
        "one seed",
        runs.stream().map(run -> new Point(run.learningRate(), run.accuracy())).toList(),
        SeriesMarkers.CROSS);
  }

  private static CurveChart stepChart(TreeMap<Double, List<SweepRun>> byRate) {
    CurveChart chart =
        new CurveChart("training steps", "validation accuracy")
            .numbers(Numbers.AXIS_WHOLE, Numbers.AXIS_PERCENT);
    byRate.forEach(
        (rate, ofRate) -> {
          Map<Long, Double> means =
              ofRate.stream()
                  .flatMap(run -> run.course().stream())
                  .collect(
                      groupingBy(
                          StepAccuracy::steps,
                          TreeMap::new,
                          averagingDouble(StepAccuracy::accuracy)));
          chart.curve(
              Numbers.rate(rate),
              means.entrySet().stream().map(e -> new Point(e.getKey(), e.getValue())).toList());
        });
    return chart;
  }

  private static void writeTable(Html html, TreeMap<Double, List<SweepRun>> byRate) {
    Table table =
        Table.open(
            html,
            "Validation accuracy of each learning rate",
            0,
            "learning rate",
            "seeds",
            "mean",
            "standard deviation",
            "lowest",
            "highest");
    byRate.forEach(
        (rate, ofRate) -> {
          DoubleSummaryStatistics all =
              ofRate.stream().mapToDouble(SweepRun::accuracy).summaryStatistics();
          table.row(
              Numbers.rate(rate),
              String.valueOf(ofRate.size()),
              Numbers.percent(mean(ofRate)),
              ofRate.size() == 1 ? Numbers.NONE : Numbers.percent(deviation(ofRate)),
              Numbers.percent(all.getMin()),
              Numbers.percent(all.getMax()));
        });
    table.close();
  }

  private static double mean(List<SweepRun> runs) {
    return runs.stream().mapToDouble(SweepRun::accuracy).average().orElseThrow();
  }

  /** The sample standard deviation, with the divisor n - 1; of a single run 0. */
  private static double deviation(List<SweepRun> runs) {
    double mean = mean(runs);
    double squares = runs.stream().mapToDouble(run -> Math.pow(run.accuracy() - mean, 2)).sum();
    return runs.size() == 1 ? 0 : Math.sqrt(squares / (runs.size() - 1));
  }
}
