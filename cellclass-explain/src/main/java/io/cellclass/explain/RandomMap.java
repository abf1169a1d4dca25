package io.cellclass.explain;

import io.cellclass.Classifier;
import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.Heatmap;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/**
 * The explainer that guesses: what a map scores that has nothing to do with the classifier, but is
 * as coarse as class activation maps are. A method that measures no better than this one says
 * nothing. Safe for concurrent use.
 *
 * <p>Its map is noise, uniform in [0, 1), on a grid of 12 by 12 places spread linearly over the
 * image. It depends on the seed and the image's content alone.
 */
public final class RandomMap extends Baseline {
  private static final int PLACES = 12;

  private final long seed;

  private RandomMap(Classifier classifier, long seed) {
    super(classifier);
    this.seed = seed;
  }

  /**
   * The random explainer of a classifier, which must stay open as long as this is used.
   *
   * @param seed another gives other maps
   */
  public static RandomMap of(Classifier classifier, long seed) {
    return new RandomMap(classifier, seed);
  }

  /** {@code Random}. */
  @Override
  public String method() {
    return "Random";
  }

  @Override
  Heatmap map(RgbImage image) {
    RandomGenerator random = RandomStreams.of(seed, 0, image + ":" + image.hashCode());
    float[] noise = new float[PLACES * PLACES];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat();
    }
    return grid(image.width(), image.height()).spread(noise);
  }

  private static FeatureGrid grid(int width, int height) {
    double stepX = (double) width / PLACES;
    double stepY = (double) height / PLACES;
    Frame all = new Frame(0, 0, width, height);
    return new FeatureGrid(width, height, all, PLACES, PLACES, stepX / 2, stepY / 2, stepX, stepY);
  }
}
