package io.cellclass.dl4j;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The thread on which a graph is used.
 *
 * <p>Deeplearning4j keeps the memory of a pass, and OpenMP its workers, for each thread that calls:
 * sixteen callers would cost sixteen times the memory of one and gain nothing, since one pass fills
 * all cores.
 */
final class Dl4jThread implements AutoCloseable {
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "cellclass-dl4j");
            thread.setDaemon(true);
            return thread;
          });

  boolean isClosed() {
    return executor.isShutdown();
  }

  /**
   * Puts a task behind those that wait already.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  synchronized <T> Future<T> submit(Callable<T> task) {
    try {
      return executor.submit(task);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the classifier is closed", e);
    }
  }

  /** Runs a task to its end. */
  <T> T run(Callable<T> task) {
    return await(submit(task));
  }

  /**
   * Waits for a task. A pass cannot be stopped half-way: an interrupt stays set until it is done.
   */
  static <T> T await(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
          throw new IllegalStateException("the network failed: " + e.getCause(), e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Frees the thread's memory when the tasks before have ended, and ends it. */
  @Override
  public void close() {
    close(() -> {});
  }

  /** The same, with a last task before. */
  synchronized void close(Runnable last) {
    if (executor.isShutdown()) {
      return;
    }
    Future<?> freed =
        executor.submit(
            () -> {
              try {
                last.run();
              } finally {
                Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
              }
            });
    executor.shutdown();
    await(freed);
  }
}
