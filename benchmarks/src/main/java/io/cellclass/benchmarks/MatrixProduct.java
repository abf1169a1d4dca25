package io.cellclass.benchmarks;

import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
 * How long ND4J takes to multiply two 2048x2048 float32 matrices into a third that is there: the
 * speed of the machine, against which {@link RatioTable} holds every other time. The faster order
 * counts.
 *
 * <p>The product is OpenBLAS's, as are those of the stock convolutions. OpenBLAS 0.3.19 does not
 * know the processors that came after it, and takes those for one of 2004: on them the environment
 * variable {@code OPENBLAS_CORETYPE} must name the newest that it knows, such as {@code Haswell} or
 * {@code SkylakeX}, as {@code benchmarks/run} sees to, or the product is five times slower than the
 * machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class MatrixProduct {
  /** Rows and columns of the matrices. */
  static final int SIDE = 2048;

  /** Floating-point operations of a product: a multiplication and an addition at each step. */
  static final double OPERATIONS = 2.0 * SIDE * SIDE * SIDE;

  /** Whether the factors lie row by row ({@code c}) or column by column ({@code f}). */
  @Param({"c", "f"})
  char order = 'c';

  private INDArray left;
  private INDArray right;
  private INDArray product;

  /** Fills the factors. */
  @Setup
  public void open() {
    left = random();
    right = random();
    // BLAS writes column by column; for another order ND4J would copy the result.
    product = Nd4j.createUninitialized(DataType.FLOAT, new long[] {SIDE, SIDE}, 'f');
  }

  private INDArray random() {
    try (INDArray values = Nd4j.rand(DataType.FLOAT, SIDE, SIDE)) {
      return values.dup(order);
    }
  }

  /** One product. */
  @Benchmark
  public INDArray multiply() {
    return Nd4j.gemm(left, right, product, false, false, 1, 0);
  }

  /** Frees the matrices. */
  @TearDown
  public void close() {
    left.close();
    right.close();
    product.close();
  }
}
