package io.cellclass.dl4j;

import com.google.common.base.Throwables;
import com.google.common.collect.Lists;
import io.cellclass.Sample;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares samples on all cores, one batch ahead of who uses them, so that decoding overlaps with
 * the network. Results come in the order of the samples, whatever the threads do.
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
  interface Preparation<T> {
    T prepare(Sample sample) throws IOException;
  }

  /** Who takes the prepared samples of a batch, in order. */
  interface Consumer<T> {
    void accept(List<T> batch);
  }

  /**
   * Prepares all samples and hands them on in batches.
   *
   * @throws IOException if an image cannot be read
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  <T> void run(List<Sample> samples, int batch, Preparation<T> preparation, Consumer<T> consumer)
      throws IOException {
    List<Future<T>> ahead = List.of();
    for (List<Sample> part : Lists.partition(samples, batch)) {
      List<Future<T>> current = ahead;
      ahead =
          part.stream().map(sample -> workers.submit(() -> preparation.prepare(sample))).toList();
      consume(current, consumer);
    }
    consume(ahead, consumer);
  }

  private static <T> void consume(List<Future<T>> futures, Consumer<T> consumer)
      throws IOException {
    if (futures.isEmpty()) {
      return;
    }
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
