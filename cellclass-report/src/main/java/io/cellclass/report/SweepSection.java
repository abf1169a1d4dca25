package io.cellclass.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
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
    TreeMap<Double, List<SweepRun>> byRate = byRate(runs);
    boolean curves = finished(runs).stream().anyMatch(run -> !run.course().isEmpty());
    if (!finished(runs).isEmpty()) {
      html.open("div", "class", "figures");
      figures.draw(
          html,
          "sweep-learning-rate",
          "The accuracy against the learning rate; the table has the values.",
          "Validation accuracy against learning rate: a point for each seed; the line joins the"
              + " means, its bars reach one standard deviation each way.",
          () -> rateChart(byRate).draw());
      if (curves && byRate.size() <= MOST_CURVES) {
        figures.draw(
            html,
            "sweep-steps",
            "The accuracy against the number of training steps, a curve for each learning rate.",
            "Validation accuracy against training steps: for each learning rate, the mean of the"
                + " seeds. A training that ended before another counts on with its last accuracy.",
            () -> stepChart(byRate).draw());
      }
      html.closeLine();
    }
    writeTable(html, byRate);
    if (curves && byRate.size() > MOST_CURVES) {
      note(
          html,
          Numbers.format(
              "The accuracy against training steps is not drawn: the curves of more than %d learning"
                  + " rates hide each other, and here are %d.",
              MOST_CURVES, byRate.size()));
    }
    if (diverged()) {
      note(
          html,
          "A training has diverged when its loss or a weight is no longer a finite number. It has"
              + " no classifier, and is in no mean and no curve.");
    }
  }

  private static void note(Html html, String text) {
    html.element("p", text, "class", "note");
  }

  private static TreeMap<Double, List<SweepRun>> byRate(List<SweepRun> runs) {
    return runs.stream().collect(groupingBy(SweepRun::learningRate, TreeMap::new, toList()));
  }

  private static List<SweepRun> finished(List<SweepRun> runs) {
    return runs.stream().filter(run -> run.accuracy().isPresent()).toList();
  }

  private boolean diverged() {
    return runs.stream().anyMatch(run -> run.divergedIn().isPresent());
  }

  private CurveChart rateChart(TreeMap<Double, List<SweepRun>> byRate) {
    CurveChart chart =
        new CurveChart("learning rate", "validation accuracy")
            .logarithmicX(byRate.lastKey() > NARROW * byRate.firstKey())
            .xFrom(byRate.firstKey() / 1.5, byRate.lastKey() * 1.5)
            .numbers(Numbers.AXIS_RATE, Numbers.AXIS_PERCENT);
    chart.curve(
        "mean",
        byRate.entrySet().stream()
            .map(rate -> new Point(rate.getKey(), mean(rate.getValue())))
            .toList());
    byRate.forEach(
        (rate, ofRate) -> {
          double reach = deviation(ofRate);
          if (reach > 0) {
            chart.range(rate, mean(ofRate) - reach, mean(ofRate) + reach);
          }
        });
    return chart.points(
        "one seed",
        runs.stream()
            .map(run -> new Point(run.learningRate(), run.accuracy().orElse(Double.NaN)))
            .toList(),
        SeriesMarkers.CROSS);
  }

  private static CurveChart stepChart(TreeMap<Double, List<SweepRun>> byRate) {
    CurveChart chart =
        new CurveChart("training steps", "validation accuracy")
            .numbers(Numbers.AXIS_WHOLE, Numbers.AXIS_PERCENT);
    byRate.forEach((rate, ofRate) -> chart.curve(Numbers.rate(rate), meanCourse(ofRate)));
    return chart;
  }

  /** The mean over the trainings that did not diverge, from where each of them was measured. */
  static List<Point> meanCourse(List<SweepRun> ofRate) {
    List<SweepRun> measured =
        finished(ofRate).stream().filter(run -> !run.course().isEmpty()).toList();
    List<Long> steps =
        measured.stream()
            .flatMap(run -> run.course().stream())
            .map(StepAccuracy::steps)
            .distinct()
            .sorted()
            .toList();
    List<Point> points = new ArrayList<>();
    for (long step : steps) {
      List<OptionalDouble> reached = measured.stream().map(run -> run.accuracyAt(step)).toList();
      if (reached.stream().allMatch(OptionalDouble::isPresent)) {
        double mean = reached.stream().mapToDouble(OptionalDouble::getAsDouble).average().orElse(0);
        points.add(new Point(step, mean));
      }
    }
    return points;
  }

  private void writeTable(Html html, TreeMap<Double, List<SweepRun>> byRate) {
    List<String> columns =
        new ArrayList<>(
            List.of("learning rate", "seeds", "mean", "standard deviation", "lowest", "highest"));
    if (diverged()) {
      columns.add("diverged");
    }
    Table table = Table.open(html, "Validation accuracy of each learning rate", 0, columns);
    byRate.forEach((rate, ofRate) -> table.row(row(rate, ofRate)));
    table.close();
  }

  private List<String> row(double rate, List<SweepRun> ofRate) {
    List<SweepRun> finished = finished(ofRate);
    DoubleSummaryStatistics all =
        finished.stream().flatMapToDouble(run -> run.accuracy().stream()).summaryStatistics();
    List<String> row = new ArrayList<>();
    row.add(Numbers.rate(rate));
    row.add(String.valueOf(ofRate.size()));
    row.add(Numbers.percent(mean(ofRate)));
    row.add(finished.size() < 2 ? Numbers.NONE : Numbers.percent(deviation(ofRate)));
    row.add(Numbers.percent(all.getMin()));
    row.add(Numbers.percent(all.getMax()));
    if (diverged()) {
      row.add(divergence(ofRate));
    }
    return row;
  }

  private static String divergence(List<SweepRun> ofRate) {
    List<SweepRun> diverged = ofRate.stream().filter(run -> run.divergedIn().isPresent()).toList();
    String epochs =
        diverged.stream()
            .map(run -> String.valueOf(run.divergedIn().getAsInt()))
            .collect(joining(", "));
    return switch (diverged.size()) {
      case 0 -> "0";
      case 1 -> "1 (in epoch " + epochs + ")";
      default -> diverged.size() + " (in epochs " + epochs + ")";
    };
  }

  /** Of the trainings that did not diverge; no number if all did. */
  private static double mean(List<SweepRun> runs) {
    return runs.stream()
        .flatMapToDouble(run -> run.accuracy().stream())
        .average()
        .orElse(Double.NaN);
  }

  /** The sample standard deviation, with the divisor n - 1; of a single run 0. */
  private static double deviation(List<SweepRun> runs) {
    double[] all = runs.stream().flatMapToDouble(run -> run.accuracy().stream()).toArray();
    double mean = mean(runs);
    double squares = 0;
    for (double accuracy : all) {
      squares += (accuracy - mean) * (accuracy - mean);
    }
    return all.length < 2 ? 0 : Math.sqrt(squares / (all.length - 1));
  }
}
