package io.cellclass.network;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The one thread on which an engine runs a network: one batch fills all cores, and several at once
 * would each take the memory of one. Callers queue. Safe for concurrent use.
 */
public final class EngineThread {
  private final ExecutorService executor;

  /** A daemon of this name, which starts with the first task. */
  public EngineThread(String name) {
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Whether it takes no more tasks. */
  public boolean isClosed() {
    return executor.isShutdown();
  }

  /**
   * Does nothing until the thread is closed.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public void requireOpen() {
    if (isClosed()) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the classifier is closed");
  }

  /**
   * Puts a task behind those that wait already.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized <T> Future<T> submit(Callable<T> task) {
    try {
      return executor.submit(task);
    } catch (RejectedExecutionException e) {
      throw (IllegalStateException) closed().initCause(e);
    }
  }

  /**
   * Waits for a task. A batch cannot be stopped half-way: an interrupt stays set until then. What
   * the task threw is thrown here, wrapped if it is a checked exception.
   */
  public static <T> T await(Future<T> future) {
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
  public void close(Callable<?> last) {
    Future<?> done;
    synchronized (this) {
      if (executor.isShutdown()) {
        return;
      }
      done = executor.submit(last);
      executor.shutdown();
    }
    await(done);
  }
}
