package io.cellclass.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of one run of JMH in which every time is a ratio, so that it can be held against one from
 * another machine or another hour: to the time that the network's floating-point operations would
 * take at the speed of the {@link MatrixProduct} of the same run, and, for inference, to the stock
 * layers.
 *
 * <p>Times are medians over the iterations of all forks. The stock layers' is that of the same
 * batch or, where this was not measured, of the largest smaller one. A dash stands where there is
 * nothing to compare with.
 */
public final class RatioTable {
  private final List<Measured> rows;
  private final long operations;

  /**
   * The table of these rows.
   *
   * @param operations the network's floating-point operations for one image
   */
  RatioTable(List<Measured> rows, long operations) {
    this.rows =
        rows.stream()
            .sorted(
                Comparator.comparing(Measured::name)
                    .thenComparing(Measured::parameters)
                    .thenComparing(Measured::batch))
            .toList();
    this.operations = operations;
  }

  /** Prints the table of JMH's JSON file, the only argument, as Markdown. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected JMH's JSON file as the only argument");
    }
    long operations = FloatingPointOperations.of(PaperNetwork.bundle().network());
    RatioTable table = new RatioTable(Measured.read(Path.of(arguments[0])), operations);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    table.lines().forEach(out::println);
  }

  /** The lines of the table. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(floorLine());
    lines.add("");
    lines.add("| benchmark | batch | ms an image | fastest to slowest | x product | x stock |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String floorLine() {
    return floor()
        .map(
            floor ->
                format(
                    "The network's %.2f GFLOP would take %.1f ms an image at the %.0f GFLOP/s of the"
                        + " matrix product.",
                    operations / 1e9, floor, operations / floor / 1e6))
        .orElseGet(
            () ->
                format(
                    "The network has %.2f GFLOP an image; no matrix product was measured.",
                    operations / 1e9));
  }

  private String line(Measured row) {
    // The floor is that of one forward pass of the whole network at 224x224.
    boolean other =
        row.isOf(MatrixProduct.class)
            || row.isOf(TrainingStep.class)
            || row.isOf(Explain.class)
            || row.isOf(FromFiles.class);
    return format(
        "| %s | %d | %.2f | %.2f to %.2f | %s | %s |",
        (row.name() + " " + row.parameters()).strip(),
        row.batch(),
        row.perImage(),
        row.fastest() / row.batch(),
        row.slowest() / row.batch(),
        other ? "-" : ratio(floor().map(floor -> row.perImage() / floor)),
        ratio(stock(row).map(stock -> stock.perImage() / row.perImage())));
  }

  /**
   * Milliseconds that the network would take at the matrix product's speed, in its faster order.
   */
  private Optional<Double> floor() {
    return rows.stream()
        .filter(row -> row.isOf(MatrixProduct.class))
        .map(Measured::median)
        .min(Comparator.naturalOrder())
        .map(milliseconds -> milliseconds * operations / MatrixProduct.OPERATIONS);
  }

  /** The stock layers' row that an inference's is held against. */
  private Optional<Measured> stock(Measured row) {
    if (!row.name().contains("Inference.")) {
      return Optional.empty();
    }
    return rows.stream()
        .filter(other -> other.isOf(StockDl4jInference.class) && other.batch() <= row.batch())
        .max(Comparator.comparing(Measured::batch));
  }

  private static String ratio(Optional<Double> ratio) {
    return ratio.map(value -> format(value < 0.1 ? "%.3f" : "%.2f", value)).orElse("-");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
