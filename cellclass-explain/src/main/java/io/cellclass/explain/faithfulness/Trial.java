package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * An image, the explanation that is tried on it, and a classifier that judges changed copies of the
 * image as it sees the image itself.
 */
final class Trial {
  private static final int BATCH = 32;

  /** A batch ends with the copy that brings it to so many. */
  private static final long BATCH_PIXELS = 32_000_000;

  private final Classifier view;
  private final RgbImage image;
  private final Label target;
  private final Heatmap map;

  /**
   * @throws IllegalArgumentException if the map is not of the image's size or the classifier does
   *     not know the target
   */
  Trial(Classifier classifier, RgbImage image, Explanation explanation) {
    Sizes.requireSame(image, explanation.heatmap());
    if (!classifier.labels().contains(explanation.target())) {
      throw new IllegalArgumentException(
          "unknown label " + explanation.target() + ", expected one of " + classifier.labels());
    }
    this.view = classifier.viewing(image);
    this.image = image;
    this.target = explanation.target();
    this.map = explanation.heatmap();
  }

  RgbImage image() {
    return image;
  }

  Heatmap map() {
    return map;
  }

  int pixels() {
    return image.width() * image.height();
  }

  /**
   * The target's probability for copies of the image, which are made a batch at a time.
   *
   * @param copies how many there are
   * @param copy makes one from its number
   */
  List<Double> probabilities(int copies, IntFunction<RgbImage> copy) {
    int batch = (int) Math.max(1, Math.min(BATCH, BATCH_PIXELS / pixels()));
    List<Double> probabilities = new ArrayList<>(copies);
    for (int done = 0; done < copies; done += batch) {
      List<RgbImage> images = new ArrayList<>();
      for (int i = done; i < Math.min(copies, done + batch); i++) {
        images.add(copy.apply(i));
      }
      for (Prediction prediction : view.classify(images)) {
        probabilities.add(prediction.probability(target));
      }
    }
    return probabilities;
  }
}
