package io.cellclass.segment.classic;

import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a {@link ForestSegmenter} learns. Immutable.
 *
 * @param trees the number of trees, at least 1
 * @param pixels how many pixels of each class are drawn from each image, at least 1; all where it
 *     has fewer
 * @param depth how many questions a tree asks at most, at least 1
 * @param seed of all that is random; the same seed and images give the same forest
 */
public record ForestTraining(int trees, int pixels, int depth, long seed) {
  /** 50 trees on 30 pixels of each class and image, 16 deep, from seed 1. */
  public static final ForestTraining DEFAULT = new ForestTraining(50, 30, 16, 1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is less than 1
   */
  public ForestTraining {
    if (Math.min(trees, Math.min(pixels, depth)) < 1) {
      throw new IllegalArgumentException(
          "expected trees, pixels and depth from 1 up, found "
              + trees
              + ", "
              + pixels
              + " and "
              + depth);
    }
  }

  /**
   * Learns from images whose masks tell nuclei from cytoplasm.
   *
   * @throws IllegalArgumentException if there is no image, a map has another size than its image or
   *     no classes of pixels, or the images have no pixel of some class
   * @throws IOException if an image or a map cannot be read
   */
  public ForestSegmenter train(List<MaskedImage> images) throws IOException {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image to learn from");
    }
    ForestLearner learner = new ForestLearner();
    for (MaskedImage image : images) {
      sample(image, learner);
    }
    return new ForestSegmenter(learner.learn(this));
  }

  private void sample(MaskedImage masked, ForestLearner learner) throws IOException {
    RgbImage image = masked.image().read();
    LabelMap truth = masked.truth().read();
    if (truth.width() != image.width() || truth.height() != image.height()) {
      throw new IllegalArgumentException(
          masked.id() + ": expected a map of the size of " + image + ", found " + truth);
    }
    if (!truth.hasPixelClasses() && truth.count() > 0) {
      throw new IllegalArgumentException(
          masked.id() + ": expected a map that tells nuclei from cytoplasm");
    }
    RandomGenerator random = RandomStreams.of(seed, 0, masked.id());
    PixelFeatures features = PixelFeatures.of(image);
    for (PixelClass pixelClass : PixelClass.values()) {
      for (int pixel : drawn(of(pixelClass, truth), random)) {
        float[] values = new float[PixelFeatures.COUNT];
        features.copy(pixel, values);
        learner.add(pixelClass, values);
      }
    }
  }

  private static List<Integer> of(PixelClass pixelClass, LabelMap truth) {
    List<Integer> pixels = new ArrayList<>();
    for (int y = 0; y < truth.height(); y++) {
      for (int x = 0; x < truth.width(); x++) {
        if (truth.pixelClass(x, y) == pixelClass) {
          pixels.add(y * truth.width() + x);
        }
      }
    }
    return pixels;
  }

  /** The first of a shuffle. */
  private List<Integer> drawn(List<Integer> from, RandomGenerator random) {
    int count = Math.min(pixels, from.size());
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, from.size());
      Integer chosen = from.get(other);
      from.set(other, from.get(i));
      from.set(i, chosen);
    }
    return from.subList(0, count);
  }
}
