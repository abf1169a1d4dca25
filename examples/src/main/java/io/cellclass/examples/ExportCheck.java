package io.cellclass.examples;

import io.cellclass.Agreement;
import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an exported classifier says beside the one that it was made of.
 *
 * @param before milliseconds for an image by the classifier that it was made of
 * @param after milliseconds for an image by the exported one
 */
record ExportCheck(Agreement agreement, double before, double after) {
  private static final int TIMED = 16;
  private static final int TIMES = 3;

  static ExportCheck of(
      Classifier original,
      Classifier exported,
      Dataset images,
      UnreadableImages unreadable,
      Console console)
      throws IOException {
    Evaluation expected = evaluation("the model", original, images, unreadable, console);
    Set<String> read = new HashSet<>();
    expected.outcomes().forEach(outcome -> read.add(outcome.id()));
    // An image that could not be read is reported once.
    Dataset readable = images.where(sample -> read.contains(sample.id()));
    Evaluation found = evaluation("the export", exported, readable, unreadable, console);
    List<RgbImage> timed = new ArrayList<>();
    for (Sample sample : readable.samples().subList(0, Math.min(TIMED, readable.size()))) {
      timed.add(sample.image());
    }
    return new ExportCheck(
        Agreement.of(expected, found),
        milliseconds(original, timed),
        milliseconds(exported, timed));
  }

  private static Evaluation evaluation(
      String what,
      Classifier classifier,
      Dataset images,
      UnreadableImages unreadable,
      Console console)
      throws IOException {
    return Evaluation.of(
        classifier,
        images,
        unreadable.evaluationListener("checking " + what, new Progress(console)));
  }

  /** The least of several times, divided by the images. */
  private static double milliseconds(Classifier classifier, List<RgbImage> images) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      classifier.classify(images);
      least = Math.min(least, System.nanoTime() - start);
    }
    return least / 1e6 / images.size();
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "On %d images: the same label for %.1f %%, accuracy %.1f %% (before %.1f %%), largest change"
            + " of a probability %.4f, %.1f ms an image (before %.1f)",
        agreement.images(),
        100 * agreement.share(),
        100 * agreement.accuracy(),
        100 * agreement.accuracyBefore(),
        agreement.largestChange(),
        after,
        before);
  }
}
