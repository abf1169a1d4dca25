package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classifies files in batches, so that only so many images and pixels are in memory. */
final class FileClassification {
  private static final int BATCH = 16;
  private static final long BATCH_PIXELS = 32_000_000;

  private final Classifier classifier;
  private final Console console;
  private final UnreadableImages unreadable;
  private final ClassificationLines lines;
  private final long batchPixels;
  private final List<ClassifiedFile> classified = new ArrayList<>();

  FileClassification(
      Classifier classifier,
      Console console,
      UnreadableImages unreadable,
      ClassificationLines lines) {
    this(classifier, console, unreadable, lines, BATCH_PIXELS);
  }

  /**
   * Has a limit of its own.
   *
   * @param batchPixels a batch that has so many is full
   */
  FileClassification(
      Classifier classifier,
      Console console,
      UnreadableImages unreadable,
      ClassificationLines lines,
      long batchPixels) {
    this.classifier = classifier;
    this.console = console;
    this.unreadable = unreadable;
    this.lines = lines;
    this.batchPixels = batchPixels;
  }

  /** Prints a line for each file as it is known; those that can be read, in their order. */
  List<ClassifiedFile> classify(List<Path> files) throws IOException {
    Progress progress = new Progress(console);
    List<Path> readable = new ArrayList<>();
    List<RgbImage> images = new ArrayList<>();
    long pixels = 0;
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      try {
        RgbImage image = RgbImage.read(file);
        images.add(image);
        readable.add(file);
        pixels += (long) image.width() * image.height();
      } catch (IOException problem) {
        unreadable.report(file.toString(), problem);
      }
      boolean full = images.size() == BATCH || pixels >= batchPixels;
      boolean last = i == files.size() - 1;
      if (full || last) {
        classifyBatch(readable, images);
        readable.clear();
        images.clear();
        pixels = 0;
        progress.progressed("classifying", i + 1, files.size());
      }
    }
    return classified;
  }

  private void classifyBatch(List<Path> readable, List<RgbImage> images) {
    if (images.isEmpty()) {
      return;
    }
    List<Prediction> predictions = classifier.classify(images);
    for (int i = 0; i < readable.size(); i++) {
      ClassifiedFile file = new ClassifiedFile(readable.get(i), predictions.get(i));
      classified.add(file);
      console.print(lines.line(file));
    }
  }
}
