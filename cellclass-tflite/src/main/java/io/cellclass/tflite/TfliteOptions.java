package io.cellclass.tflite;

/**
 * How TensorFlow Lite runs a network. Immutable and safe for concurrent use.
 *
 * @param threads how many threads compute an image, from 1 to 1024
 */
public record TfliteOptions(int threads) {
  private static final int MOST_THREADS = 1024;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public TfliteOptions {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads must be from 1 to " + MOST_THREADS + ", not " + threads);
    }
  }

  /** With as many threads as the JVM has processors. */
  public static TfliteOptions standard() {
    return new TfliteOptions(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }
}
