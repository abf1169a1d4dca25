package io.cellclass.dl4j;

import com.google.common.base.Throwables;
import com.google.common.collect.Lists;
import io.cellclass.Sample;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares samples on all cores, ahead of who uses them, so that decoding overlaps with the
 * network. Results come in the order of the samples, whatever the threads do.
 */
final class ImagePipeline implements AutoCloseable {
  private final ExecutorService workers;

  ImagePipeline() {
    workers =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            task -> {
              Thread thread = new Thread(task, "cellclass-images");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What is done with each sample. */
  interface Preparation<S, T> {
    T prepare(S sample) throws IOException;
  }

  /** Who takes the prepared samples of a batch, in order. */
  interface Consumer<T> {
    void accept(List<T> batch) throws IOException;
  }

  /**
   * Prepares all samples, one batch ahead, and hands them on in batches.
   *
   * @throws IOException if an image cannot be read
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  <T> void run(
      List<Sample> samples, int batch, Preparation<Sample, T> preparation, Consumer<T> consumer)
      throws IOException {
    run(samples, batch, 1, preparation, consumer);
  }

  /**
   * The same for samples with what belongs to each.
   *
   * @param ahead how many batches are prepared ahead of the one in use: more level out what takes
   *     longer than the rest
   */
  <S, T> void run(
      List<S> samples, int batch, int ahead, Preparation<S, T> preparation, Consumer<T> consumer)
      throws IOException {
    Deque<List<Future<T>>> waiting = new ArrayDeque<>();
    for (List<S> part : Lists.partition(samples, batch)) {
      waiting.add(
          part.stream().map(sample -> workers.submit(() -> preparation.prepare(sample))).toList());
      if (waiting.size() > ahead) {
        consume(waiting.remove(), consumer);
      }
    }
    while (!waiting.isEmpty()) {
      consume(waiting.remove(), consumer);
    }
  }

  private static <T> void consume(List<Future<T>> futures, Consumer<T> consumer)
      throws IOException {
    List<T> batch = new ArrayList<>(futures.size());
    for (Future<T> future : futures) {
      batch.add(await(future));
    }
    consumer.accept(batch);
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped =
          new InterruptedIOException("interrupted while images were read");
      stopped.initCause(e);
      throw stopped;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
      throw new IllegalStateException(
          "an image could not be prepared: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
