package io.cellclass.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row of JMH's result: a benchmark with its parameters.
 *
 * @param name class and method, such as {@code Dl4jInference.network}
 * @param parameters the parameters other than the batch, such as {@code order=c}; empty if none
 * @param batch the number of images in a call; 1 for a benchmark without this parameter
 * @param median the middle one of all forks' iterations, in milliseconds a call
 * @param fastest the fastest iteration
 * @param slowest the slowest iteration
 */
record Measured(
    String name, String parameters, int batch, double median, double fastest, double slowest) {
  private static final String UNIT = "ms/op";

  /**
   * Reads what JMH writes with {@code -rf json}.
   *
   * @throws IOException if the file cannot be read, or holds times in another unit
   */
  static List<Measured> read(Path file) throws IOException {
    List<Measured> result = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(file.toFile())) {
      result.add(of(row));
    }
    return result;
  }

  private static Measured of(JsonNode row) throws IOException {
    String name = row.required("benchmark").asText();
    JsonNode metric = row.required("primaryMetric");
    if (!metric.required("scoreUnit").asText().equals(UNIT)) {
      throw new IOException(
          "expected " + name + " in " + UNIT + ", found " + metric.required("scoreUnit"));
    }
    double[] times = sortedTimes(metric.required("rawData"));
    if (times.length == 0) {
      throw new IOException("expected an iteration of " + name + ", found none");
    }
    return new Measured(
        shortName(name),
        otherParameters(row.path("params")),
        row.path("params").path("batch").asInt(1),
        median(times),
        times[0],
        times[times.length - 1]);
  }

  /** The times of each iteration of each fork. */
  private static double[] sortedTimes(JsonNode forks) {
    List<Double> times = new ArrayList<>();
    forks.forEach(fork -> fork.forEach(iteration -> times.add(iteration.asDouble())));
    return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String otherParameters(JsonNode parameters) {
    List<String> result = new ArrayList<>();
    parameters
        .properties()
        .forEach(
            parameter -> {
              if (!parameter.getKey().equals("batch")) {
                result.add(parameter.getKey() + "=" + parameter.getValue().asText());
              }
            });
    return String.join(" ", result);
  }

  private static String shortName(String name) {
    String[] parts = name.split("\\.", -1);
    return String.join(".", Arrays.copyOfRange(parts, Math.max(0, parts.length - 2), parts.length));
  }

  /** Whether this is a benchmark of the class. */
  boolean isOf(Class<?> benchmark) {
    return name.startsWith(benchmark.getSimpleName() + ".");
  }

  /** Milliseconds an image. */
  double perImage() {
    return median / batch;
  }
}
