package io.cellclass.examples;

import io.cellclass.report.StepAccuracy;
import io.cellclass.report.SweepRun;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final double LEAST_PLAIN_RATE = 1e-4;

  private SweepText() {}

  /** A row for each learning rate: the accuracy at some steps, and that of the weights kept. */
  static String table(List<SweepRun> runs) {
    long longest =
        finished(runs).stream()
            .flatMap(run -> run.course().stream())
            .mapToLong(StepAccuracy::steps)
            .max()
            .orElse(0);
    List<Long> stops =
        Arrays.stream(STOPS)
            .mapToObj(share -> Math.round(share * longest))
            .filter(step -> step > 0)
            .distinct()
            .toList();
    boolean diverged = finished(runs).size() < runs.size();
    List<String> header = new ArrayList<>(List.of("learning rate", "seeds"));
    stops.forEach(stop -> header.add("at step " + stop));
    header.addAll(List.of("kept", "+-"));
    if (diverged) {
      header.add("diverged");
    }
    TextTable table = new TextTable().row(header);
    byRate(runs)
        .forEach(
            (rate, same) -> {
              List<String> row = row(rate, same, stops);
              if (diverged) {
                row.add(String.valueOf(same.size() - finished(same).size()));
              }
              table.row(row);
            });
    return table.toString();
  }

  private static List<String> row(double rate, List<SweepRun> runs, List<Long> stops) {
    List<String> cells = new ArrayList<>(List.of(rate(rate), String.valueOf(runs.size())));
    List<SweepRun> finished = finished(runs);
    for (long stop : stops) {
      List<OptionalDouble> reached = finished.stream().map(run -> run.accuracyAt(stop)).toList();
      // The mean of some would be another's.
      boolean all = !reached.isEmpty() && reached.stream().allMatch(OptionalDouble::isPresent);
      cells.add(all ? Tables.percent(mean(reached)) : "-");
    }
    List<OptionalDouble> kept = finished.stream().map(SweepRun::accuracy).toList();
    cells.add(kept.isEmpty() ? "-" : Tables.percent(mean(kept)));
    cells.add(kept.size() < 2 ? "-" : Tables.percent(deviation(kept)));
    return cells;
  }

  private static List<SweepRun> finished(List<SweepRun> runs) {
    return runs.stream().filter(run -> run.accuracy().isPresent()).toList();
  }

  private static double mean(List<OptionalDouble> values) {
    return values.stream().flatMapToDouble(OptionalDouble::stream).average().orElse(0);
  }

  private static double deviation(List<OptionalDouble> values) {
    double mean = mean(values);
    double squares =
        values.stream()
            .flatMapToDouble(OptionalDouble::stream)
            .map(value -> (value - mean) * (value - mean))
            .sum();
    return Math.sqrt(squares / (values.size() - 1));
  }

  private static Map<Double, List<SweepRun>> byRate(List<SweepRun> runs) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(SweepRun::learningRate, LinkedHashMap::new, Collectors.toList()));
  }

  /** A line for each epoch of each training; a single one for a training that ended no epoch. */
  static String csv(List<SweepRun> runs) {
    StringBuilder text =
        new StringBuilder("learning_rate,seed,step,validation_accuracy,kept,diverged_in_epoch\n");
    for (SweepRun run : runs) {
      String begin = rate(run.learningRate()) + "," + run.seed() + ",";
      String end =
          ","
              + run.accuracy().stream().mapToObj(SweepText::share).findFirst().orElse("")
              + ","
              + run.divergedIn().stream().mapToObj(String::valueOf).findFirst().orElse("")
              + "\n";
      if (run.course().isEmpty()) {
        text.append(begin).append(",").append(end);
      }
      for (StepAccuracy point : run.course()) {
        text.append(begin).append(point.steps()).append(",").append(share(point.accuracy()));
        text.append(end);
      }
    }
    return text.toString();
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /** A rate such as 0.001 or 3e-5, with all its digits. */
  static String rate(double rate) {
    BigDecimal exact = BigDecimal.valueOf(rate).stripTrailingZeros();
    if (rate >= LEAST_PLAIN_RATE) {
      return exact.toPlainString();
    }
    int exponent = exact.precision() - exact.scale() - 1;
    return exact.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
