package io.cellclass.benchmarks;

/**
 * The JVM options of every fork: those of the command line, so that what is measured is what users
 * run. {@code OMP_NUM_THREADS} and {@code OMP_WAIT_POLICY} reach a fork through the environment.
 */
final class ForkOptions {
  static final String HEAP = "-Xmx3g";

  /** How much memory outside the heap the native library may take. */
  static final String NATIVE_MEMORY = "-Dorg.bytedeco.javacpp.maxbytes=4g";

  /** How much memory the whole process may take. */
  static final String PROCESS_MEMORY = "-Dorg.bytedeco.javacpp.maxphysicalbytes=9g";

  private ForkOptions() {}
}
