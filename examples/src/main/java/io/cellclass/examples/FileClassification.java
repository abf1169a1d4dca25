package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Classifies files in batches, so that only a batch of images is in memory. */
final class FileClassification {
  private static final int BATCH = 16;

  private final Classifier classifier;
  private final Console console;
  private final UnreadableImages unreadable;
  private final List<ClassifiedFile> classified = new ArrayList<>();

  FileClassification(Classifier classifier, Console console, UnreadableImages unreadable) {
    this.classifier = classifier;
    this.console = console;
    this.unreadable = unreadable;
  }

  /** Prints a line for each file as it is known; those that can be read, in their order. */
  List<ClassifiedFile> classify(List<Path> files) {
    Progress progress = new Progress(console);
    for (int start = 0; start < files.size(); start += BATCH) {
      int end = Math.min(files.size(), start + BATCH);
      classifyBatch(files.subList(start, end));
      progress.progressed("classifying", end, files.size());
    }
    return classified;
  }

  private void classifyBatch(List<Path> files) {
    List<Path> readable = new ArrayList<>();
    List<RgbImage> images = new ArrayList<>();
    for (Path file : files) {
      try {
        images.add(RgbImage.read(file));
        readable.add(file);
      } catch (IOException problem) {
        unreadable.report(file.toString(), problem);
      }
    }
    if (images.isEmpty()) {
      return;
    }
    List<Prediction> predictions = classifier.classify(images);
    for (int i = 0; i < readable.size(); i++) {
      ClassifiedFile file = new ClassifiedFile(readable.get(i), predictions.get(i));
      classified.add(file);
      console.print(line(file));
    }
  }

  private static String line(ClassifiedFile file) {
    Prediction prediction = file.prediction();
    return String.format(
        Locale.ROOT, "%s\t%s\t%.4f", file.file(), prediction.label(), prediction.confidence());
  }
}
