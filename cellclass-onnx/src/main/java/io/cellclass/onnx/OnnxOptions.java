package io.cellclass.onnx;

/**
 * How ONNX Runtime runs a network. Immutable and safe for concurrent use.
 *
 * <p>By default all processors that the JVM may use compute one batch of up to 16 images, and idle
 * threads spin briefly. ONNX Runtime's own default lets them spin for long and binds them to cores:
 * that collapses on a machine that does anything else, where the spinning threads take the cores
 * from those that prepare the next images, from the application, and from each other.
 *
 * @param threads how many threads compute, from 1 to 1024
 * @param batchSize how many images are computed at once at most, from 1 to 1024; memory grows with
 *     it, and on a processor the speed hardly does
 * @param spinning how idle threads wait for work
 * @param provider what the network is computed on
 */
public record OnnxOptions(int threads, int batchSize, Spinning spinning, Provider provider) {
  private static final int MOST_THREADS = 1024;
  private static final int LARGEST_BATCH = 1024;
  private static final int CPU_BATCH = 16;
  private static final int CUDA_BATCH = 64;

  /** How idle threads wait for work. */
  public enum Spinning {
    /** They sleep, and wake up slowly: for machines that are always busy with something else. */
    NEVER,
    /** On their cores for 20 microseconds, as between two layers, and never between two calls. */
    BRIEF,
    /** On their cores, as ONNX Runtime has it: for machines that do nothing else. */
    ALWAYS
  }

  /** What a network is computed on. */
  public sealed interface Provider {}

  /** The processor. */
  public record Cpu() implements Provider {}

  /**
   * A graphics card of Nvidia. It needs the artifact {@code onnxruntime_gpu} in the place of {@code
   * onnxruntime}, with the versions of CUDA and cuDNN that it names.
   *
   * @param device the card, from 0
   */
  public record Cuda(int device) implements Provider {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Cuda {
      if (device < 0) {
        throw new IllegalArgumentException("a device must be from 0, not " + device);
      }
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public OnnxOptions {
    requireWithin("threads", threads, MOST_THREADS);
    requireWithin("batchSize", batchSize, LARGEST_BATCH);
  }

  /** On the processor, with as many threads as the JVM has processors. */
  public static OnnxOptions cpu() {
    int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    return new OnnxOptions(processors, CPU_BATCH, Spinning.BRIEF, new Cpu());
  }

  /**
   * On a graphics card of Nvidia, in batches of 64.
   *
   * @param device the card, from 0
   * @throws IllegalArgumentException if it is negative
   */
  public static OnnxOptions cuda(int device) {
    OnnxOptions cpu = cpu();
    return new OnnxOptions(cpu.threads, CUDA_BATCH, cpu.spinning, new Cuda(device));
  }

  /**
   * These options with another number of threads.
   *
   * @throws IllegalArgumentException if it is not from 1 to 1024
   */
  public OnnxOptions withThreads(int threads) {
    return new OnnxOptions(threads, batchSize, spinning, provider);
  }

  /**
   * These options with another size of batches.
   *
   * @throws IllegalArgumentException if it is not from 1 to 1024
   */
  public OnnxOptions withBatchSize(int batchSize) {
    return new OnnxOptions(threads, batchSize, spinning, provider);
  }

  /** These options with idle threads that wait in another way. */
  public OnnxOptions withSpinning(Spinning spinning) {
    return new OnnxOptions(threads, batchSize, spinning, provider);
  }

  private static void requireWithin(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most + ", not " + value);
    }
  }
}
