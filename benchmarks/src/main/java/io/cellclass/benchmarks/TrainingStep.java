package io.cellclass.benchmarks;

import io.cellclass.RgbImage;
import io.cellclass.dl4j.GraphTraining;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ValueRange;
import io.cellclass.testkit.Framing;
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
 * How long a step of training {@link PaperNetwork} at 128x128 takes by the graph alone, the images
 * being prepared and no optimiser following: what a whole training's time an image is held against.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 4)
@Fork(
    value = 1,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class TrainingStep {
  static final int SIZE = 128;

  /** The number of images in a step. */
  @Param("16")
  int batch;

  /** How many of the eleven Inception blocks are trained: two, or with eleven the stem too. */
  @Param({"2", "11"})
  int blocks;

  private GraphTraining training;

  /** Compiles the network and prepares the images. */
  @Setup
  public void open() {
    Preprocessing preprocessing = new Preprocessing(new WholeImage(), SIZE, ValueRange.UNIT);
    List<RgbImage> images = Pictures.of(Framing.singleCell(SIZE), batch);
    training =
        new GraphTraining(
            PaperNetwork.network(SIZE), blocks, images.stream().map(preprocessing::apply).toList());
  }

  /** Forward and backward. */
  @Benchmark
  public double step() {
    return training.step();
  }

  /** The same images forward only, as validation does it. */
  @Benchmark
  public float[][] forward() {
    return training.forward();
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    training.close();
  }
}
