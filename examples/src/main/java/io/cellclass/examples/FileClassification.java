package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Classifies files in batches, each while the next one is read and decoded on all cores, so that
 * only so many images and pixels are in memory.
 */
final class FileClassification {
  private static final int BATCH = 32;
  private static final long BATCH_PIXELS = 32_000_000;

  /** What takes the results, in the order of the files. */
  interface Sink {
    void accept(ClassifiedFile file) throws IOException;
  }

  /** A file that was read, or could not be. */
  private record Reading(Path file, @Nullable RgbImage image, @Nullable IOException problem) {
    static Reading of(Path file) {
      try {
        return new Reading(file, RgbImage.read(file), null);
      } catch (IOException problem) {
        return new Reading(file, null, problem);
      }
    }

    long pixels() {
      return image == null ? 0 : (long) image.width() * image.height();
    }
  }

  private final Classifier classifier;
  private final Console console;
  private final UnreadableImages unreadable;
  private final Sink sink;
  private final long batchPixels;
  private final int cores;

  FileClassification(
      Classifier classifier, Console console, UnreadableImages unreadable, Sink sink) {
    this(
        classifier,
        console,
        unreadable,
        sink,
        BATCH_PIXELS,
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Has a limit of its own.
   *
   * @param batchPixels a batch that has so many is full
   * @param cores how many images are read at once
   */
  FileClassification(
      Classifier classifier,
      Console console,
      UnreadableImages unreadable,
      Sink sink,
      long batchPixels,
      int cores) {
    this.classifier = classifier;
    this.console = console;
    this.unreadable = unreadable;
    this.sink = sink;
    this.batchPixels = batchPixels;
    this.cores = cores;
  }

  /** Hands on what is said of each file that can be read. */
  void classify(List<Path> files) throws IOException {
    Progress progress = new Progress(console);
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      int done = 0;
      Future<List<Reading>> next = reader.submit(() -> read(files, 0));
      while (done < files.size()) {
        List<Reading> batch = await(next);
        int from = done + batch.size();
        next = reader.submit(() -> read(files, from));
        classifyBatch(batch);
        done = from;
        progress.progressed("classifying", done, files.size());
      }
    } finally {
      reader.shutdownNow();
    }
  }

  /** Reads a batch of the files that begin at one. */
  private List<Reading> read(List<Path> files, int from) {
    List<Reading> batch = new ArrayList<>();
    long pixels = 0;
    int to = Math.min(files.size(), from + BATCH);
    for (int i = from; i < to && pixels < batchPixels; i += cores) {
      List<Reading> some =
          files.subList(i, Math.min(to, i + cores)).parallelStream().map(Reading::of).toList();
      batch.addAll(some);
      pixels += some.stream().mapToLong(Reading::pixels).sum();
    }
    return batch;
  }

  private static List<Reading> await(Future<List<Reading>> batch) throws IOException {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading images");
    } catch (ExecutionException e) {
      throw new IllegalStateException("images could not be read", e.getCause());
    }
  }

  private void classifyBatch(List<Reading> batch) throws IOException {
    List<Path> readable = new ArrayList<>();
    List<RgbImage> images = new ArrayList<>();
    for (Reading reading : batch) {
      if (reading.image() != null) {
        readable.add(reading.file());
        images.add(reading.image());
      } else if (reading.problem() != null) {
        unreadable.report(reading.file().toString(), reading.problem());
      }
    }
    List<Prediction> predictions = images.isEmpty() ? List.of() : classifier.classify(images);
    for (int i = 0; i < readable.size(); i++) {
      sink.accept(new ClassifiedFile(readable.get(i), predictions.get(i)));
    }
  }
}
