package io.cellclass;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterators;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Classifies images as they are read, in batches: each is read on all cores while the one before is
 * computed, so that two are in memory at most.
 *
 * @param size the most images of a batch
 * @param pixels a batch that has so many is full
 * @param cores how many images are read at once
 */
record StreamedClassification(Classifier classifier, int size, long pixels, int cores) {
  /** Engines cut these into two halves and prepare one while they compute the other. */
  private static final int BATCH = 32;

  /** 48 MB. */
  private static final long BATCH_PIXELS = 16_000_000;

  /** An image that was read, or the reason why not. */
  private record Reading(
      ImageSource source, @Nullable RgbImage image, @Nullable IOException problem) {
    static Reading of(ImageSource source) {
      try {
        return new Reading(source, source.read(), null);
      } catch (IOException problem) {
        return new Reading(source, null, problem);
      }
    }

    long pixels() {
      return image == null ? 0 : (long) image.width() * image.height();
    }
  }

  StreamedClassification(Classifier classifier) {
    this(classifier, BATCH, BATCH_PIXELS, Runtime.getRuntime().availableProcessors());
  }

  void run(Iterable<? extends ImageSource> sources, ClassificationListener listener)
      throws IOException {
    Iterator<ImageSource> open = Iterators.unmodifiableIterator(sources.iterator());
    Queue<Reading> ahead = new ArrayDeque<>();
    ExecutorService reader = Executors.newSingleThreadExecutor(StreamedClassification::daemon);
    try {
      List<Reading> batch = await(reader.submit(() -> read(open, ahead)));
      while (!batch.isEmpty()) {
        Future<List<Reading>> next = reader.submit(() -> read(open, ahead));
        classify(batch, listener);
        batch = await(next);
      }
    } finally {
      reader.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "cellclass-reader");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Reads a batch.
   *
   * @param ahead what was read beyond the batch before, and will be beyond this one: where a batch
   *     ends does not depend on how many images are read at once
   */
  private List<Reading> read(Iterator<ImageSource> sources, Queue<Reading> ahead) {
    List<Reading> batch = new ArrayList<>();
    long filled = 0;
    while (batch.size() < size && filled < pixels) {
      if (ahead.isEmpty()) {
        ahead.addAll(readSome(sources, Math.min(cores, size - batch.size())));
      }
      Reading reading = ahead.poll();
      if (reading == null) {
        break;
      }
      batch.add(reading);
      filled += reading.pixels();
    }
    return batch;
  }

  private static List<Reading> readSome(Iterator<ImageSource> sources, int most) {
    List<ImageSource> some = new ArrayList<>();
    while (some.size() < most && sources.hasNext()) {
      some.add(sources.next());
    }
    return some.parallelStream().map(Reading::of).toList();
  }

  private void classify(List<Reading> batch, ClassificationListener listener) throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Reading reading : batch) {
      if (reading.image() != null) {
        images.add(reading.image());
      }
    }
    Iterator<Prediction> predictions =
        (images.isEmpty() ? List.<Prediction>of() : classifier.classify(images)).iterator();
    for (Reading reading : batch) {
      IOException problem = reading.problem();
      if (problem == null) {
        listener.classified(reading.source(), predictions.next());
      } else if (problem instanceof ClosedByInterruptException
          || problem instanceof InterruptedIOException) {
        // The image is no worse than others: the work is to stop.
        throw problem;
      } else {
        listener.unreadable(reading.source(), problem);
      }
    }
  }

  private static <T> T await(Future<T> future) throws InterruptedIOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while images were read");
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
      throw new IllegalStateException("images could not be read", e.getCause());
    }
  }
}
