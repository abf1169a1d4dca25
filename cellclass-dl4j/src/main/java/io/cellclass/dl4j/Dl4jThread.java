package io.cellclass.dl4j;

import io.cellclass.network.EngineThread;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The thread on which a graph is used.
 *
 * <p>Deeplearning4j keeps the memory of a pass, and OpenMP its workers, for each thread that calls:
 * sixteen callers would cost sixteen times the memory of one and gain nothing, since one pass fills
 * all cores.
 */
final class Dl4jThread implements AutoCloseable {
  private final EngineThread thread = new EngineThread("cellclass-dl4j");

  /**
   * Does nothing until the thread is closed.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  void requireOpen() {
    thread.requireOpen();
  }

  /**
   * Puts a task behind those that wait already.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  <T> Future<T> submit(Callable<T> task) {
    return thread.submit(task);
  }

  /** Runs a task to its end. */
  <T> T run(Callable<T> task) {
    return EngineThread.await(submit(task));
  }

  /** Frees the thread's memory when the tasks before have ended, and ends it. */
  @Override
  public void close() {
    close(() -> {});
  }

  /** The same, with a last task before. */
  void close(Runnable last) {
    thread.close(
        () -> {
          try {
            last.run();
          } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
          }
          return true;
        });
  }
}
