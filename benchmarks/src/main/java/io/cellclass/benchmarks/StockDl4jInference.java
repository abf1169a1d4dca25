package io.cellclass.benchmarks;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long {@link StockGraph}, the layers that a user of Deeplearning4j writes down, takes for a
 * batch of {@link PaperNetwork}. The images are prepared beforehand: only the network counts, so
 * that the comparison favours the stock layers a little.
 *
 * <p>An iteration is one call, of many seconds at the larger batches.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class StockDl4jInference {
  /** The number of images in a call. */
  @Param({"1", "8", "16", "32"})
  int batch;

  private StockGraph stock;
  private INDArray input;

  /** Builds the graph and prepares the images. */
  @Setup
  public void open() {
    stock = StockGraph.of(PaperNetwork.bundle());
    input = stock.input(Pictures.of(Pictures.EXACT, batch));
  }

  /** {@link ComputationGraph#output}; the result is freed at once. */
  @Benchmark
  public float network() {
    try (INDArray probabilities = stock.output(input)) {
      return probabilities.getFloat(0);
    }
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    input.close();
    stock.close();
  }
}
