package io.cellclass.examples;

import io.cellclass.report.StepAccuracy;
import io.cellclass.report.SweepRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A sweep as text: a table for a terminal, and all of it for a spreadsheet. */
final class SweepText {
  /** Where the table looks at the accuracy, as shares of the steps of the longest training. */
  private static final double[] STOPS = {0.05, 0.1, 0.25, 0.5, 1};

  private SweepText() {}

  /** A row for each learning rate: the accuracy at some steps, and that of the weights kept. */
  static String table(List<SweepRun> runs) {
    long longest =
        runs.stream()
            .flatMap(run -> run.course().stream())
            .mapToLong(StepAccuracy::steps)
            .max()
            .orElse(0);
    List<Long> stops = new ArrayList<>();
    for (double share : STOPS) {
      stops.add(Math.round(share * longest));
    }
    List<String> header = new ArrayList<>(List.of("learning rate", "seeds"));
    stops.forEach(stop -> header.add("at step " + stop));
    header.addAll(List.of("kept", "+-"));
    TextTable table = new TextTable().row(header);
    byRate(runs).forEach((rate, same) -> table.row(row(rate, same, stops)));
    return table.toString();
  }

  private static List<String> row(double rate, List<SweepRun> runs, List<Long> stops) {
    List<String> cells = new ArrayList<>(List.of(rate(rate), String.valueOf(runs.size())));
    for (long stop : stops) {
      OptionalDouble mean = runs.stream().flatMapToDouble(run -> at(run, stop).stream()).average();
      cells.add(mean.isPresent() ? Tables.percent(mean.getAsDouble()) : "-");
    }
    double mean = runs.stream().mapToDouble(SweepRun::accuracy).average().orElse(0);
    cells.add(Tables.percent(mean));
    cells.add(runs.size() == 1 ? "-" : Tables.percent(deviation(runs, mean)));
    return cells;
  }

  /** The accuracy that a training had reached by then; its last one if it had ended. */
  private static OptionalDouble at(SweepRun run, long step) {
    OptionalDouble reached = OptionalDouble.empty();
    for (StepAccuracy point : run.course()) {
      if (point.steps() <= step) {
        reached = OptionalDouble.of(point.accuracy());
      }
    }
    return reached;
  }

  private static double deviation(List<SweepRun> runs, double mean) {
    double squares =
        runs.stream().mapToDouble(run -> (run.accuracy() - mean) * (run.accuracy() - mean)).sum();
    return Math.sqrt(squares / (runs.size() - 1));
  }

  private static Map<Double, List<SweepRun>> byRate(List<SweepRun> runs) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(SweepRun::learningRate, LinkedHashMap::new, Collectors.toList()));
  }

  /** A line for each epoch of each training. */
  static String csv(List<SweepRun> runs) {
    StringBuilder text = new StringBuilder("learning_rate,seed,step,validation_accuracy,kept\n");
    for (SweepRun run : runs) {
      for (StepAccuracy point : run.course()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%d,%d,%.6f,%.6f\n",
                rate(run.learningRate()),
                run.seed(),
                point.steps(),
                point.accuracy(),
                run.accuracy()));
      }
    }
    return text.toString();
  }

  static String rate(double rate) {
    return Double.toString(rate);
  }
}
