package io.cellclass.benchmarks;

import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.dl4j.Dl4jClassifier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * How long {@link Dl4jClassifier} takes to classify a batch of decoded images with {@link
 * PaperNetwork}, called from one thread: framing, resampling and scaling, the network, and the
 * predictions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class Dl4jInference {
  /** The number of images in a call. */
  @Param({"1", "8", "16", "32"})
  int batch;

  private Dl4jClassifier classifier;
  private List<RgbImage> usual;
  private List<RgbImage> exact;

  /** Compiles the network and draws the images. */
  @Setup
  public void open() throws IOException {
    classifier = Dl4jClassifier.open(PaperNetwork.bundle());
    usual = Pictures.of(Pictures.USUAL, batch);
    exact = Pictures.of(Pictures.EXACT, batch);
  }

  /** Images of 360x363 pixels, the whole of each shown to the network. */
  @Benchmark
  public List<Prediction> images() {
    return classifier.classify(usual);
  }

  /** Images of 224x224 pixels, which leave nothing to resample: the network nearly alone. */
  @Benchmark
  public List<Prediction> network() {
    return classifier.classify(exact);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    classifier.close();
  }
}
