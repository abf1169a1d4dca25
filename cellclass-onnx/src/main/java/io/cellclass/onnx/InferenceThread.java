package io.cellclass.onnx;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The thread from which a session is used: one batch fills all cores, and several at once would
 * each take the memory of one. Callers queue.
 */
final class InferenceThread {
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "cellclass-onnx");
            thread.setDaemon(true);
            return thread;
          });

  boolean isClosed() {
    return executor.isShutdown();
  }

  /**
   * Puts a task behind those that wait already.
   *
   * @throws IllegalStateException after {@link #close}
   */
  <T> Future<T> submit(Callable<T> task) {
    try {
      return executor.submit(task);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the classifier is closed", e);
    }
  }

  /** Waits for a task. A batch cannot be stopped half-way: an interrupt stays set until then. */
  static <T> T await(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
      throw new IllegalStateException("the network failed: " + e.getCause(), e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread with a last task, when those before have ended. Twice does nothing. */
  void close(Callable<?> last) {
    Future<?> closed;
    synchronized (this) {
      if (executor.isShutdown()) {
        return;
      }
      closed = executor.submit(last);
      executor.shutdown();
    }
    await(closed);
  }
}
