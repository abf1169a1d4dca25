package io.cellclass.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatioTableTest {
  /** A network of which exactly 20 images are one product. */
  private static final long OPERATIONS = (long) (MatrixProduct.OPERATIONS / 20);

  @TempDir private Path folder;

  @Test
  void holdsEveryTimeAgainstTheFasterProductAndTheStockLayers() throws IOException {
    List<String> lines =
        table(
            row("MatrixProduct.multiply", "\"order\":\"c\"", "[[120]]"),
            row("MatrixProduct.multiply", "\"order\":\"f\"", "[[90, 101], [100]]"),
            row("Dl4jInference.network", "\"batch\":\"32\"", "[[280, 240, 320]]"),
            row("Dl4jInference.network", "\"batch\":\"8\"", "[[80]]"),
            row("StockDl4jInference.network", "\"batch\":\"8\"", "[[640, 800]]"),
            row("StockDl4jInference.network", "\"batch\":\"1\"", "[[110]]"),
            row("Preprocess.wholeImage", "", "[[0.25]]"),
            row("TrainingStep.step", "\"batch\":\"16\",\"blocks\":\"2\"", "[[320]]"));

    assertThat(lines)
        .containsExactly(
            "The network's 0.86 GFLOP would take 5.0 ms an image at the 172 GFLOP/s of the matrix"
                + " product.",
            "",
            "| benchmark | batch | ms an image | fastest to slowest | x product | x stock |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
            "| Dl4jInference.network | 8 | 10.00 | 10.00 to 10.00 | 2.00 | 9.00 |",
            "| Dl4jInference.network | 32 | 8.75 | 7.50 to 10.00 | 1.75 | 10.29 |",
            "| MatrixProduct.multiply order=c | 1 | 120.00 | 120.00 to 120.00 | - | - |",
            "| MatrixProduct.multiply order=f | 1 | 100.00 | 90.00 to 101.00 | - | - |",
            "| Preprocess.wholeImage | 1 | 0.25 | 0.25 to 0.25 | 0.050 | - |",
            "| StockDl4jInference.network | 1 | 110.00 | 110.00 to 110.00 | 22.00 | 1.00 |",
            "| StockDl4jInference.network | 8 | 90.00 | 80.00 to 100.00 | 18.00 | 1.00 |",
            "| TrainingStep.step blocks=2 | 16 | 20.00 | 20.00 to 20.00 | - | - |");
  }

  @Test
  void leavesADashWhereNothingWasMeasuredToCompareWith() throws IOException {
    assertThat(table(row("Dl4jInference.network", "\"batch\":\"1\"", "[[50]]")))
        .startsWith("The network has 0.86 GFLOP an image; no matrix product was measured.")
        .endsWith("| Dl4jInference.network | 1 | 50.00 | 50.00 to 50.00 | - | - |");
  }

  @Test
  void refusesTimesInAnotherUnit() {
    String row = row("Dl4jInference.network", "", "[[1]]").replace("ms/op", "us/op");

    assertThatThrownBy(() -> table(row))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("us/op");
  }

  private List<String> table(String... rows) throws IOException {
    Path file = Files.writeString(folder.resolve("jmh.json"), "[" + String.join(",", rows) + "]");
    return new RatioTable(Measured.read(file), OPERATIONS).lines();
  }

  private static String row(String name, String parameters, String times) {
    return "{\"benchmark\":\"io.cellclass.benchmarks."
        + name
        + "\",\"mode\":\"avgt\",\"params\":{"
        + parameters
        + "},\"primaryMetric\":{\"score\":-1,\"scoreUnit\":\"ms/op\",\"rawData\":"
        + times
        + "}}";
  }
}
