package io.cellclass.explain;

import io.cellclass.Classifier;
import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Explains by random masks (Petsiuk et al. 2018, "RISE", equation 6): a pixel's value is the mean
 * of the target's probability over the masks, weighted with how far they show the pixel, less its
 * mean over all masks: positive where showing a pixel helps the target, negative where hiding it
 * does. What a mask hides has the colour of the background. Needs no gradient. Safe for concurrent
 * use if the classifier is.
 */
public final class Rise implements Explainer {
  private static final String METHOD = "RISE";
  private static final int BATCH = 32;

  /** Cells of the grid that are drawn for each mask, as in the paper. */
  private static final int CELLS = 7;

  private static final double SHOWN = 0.5;

  private final Classifier classifier;
  private final int masks;
  private final long seed;

  /** Draws 400 masks for each image. */
  public Rise(Classifier classifier) {
    this(classifier, 400, 42);
  }

  /**
   * An explainer of a classifier, which stays the caller's to close.
   *
   * @param masks how many are drawn for each image; the paper draws thousands
   * @param seed of all chance
   * @throws IllegalArgumentException if there is no mask
   */
  public Rise(Classifier classifier, int masks, long seed) {
    if (masks < 1) {
      throw new IllegalArgumentException("the number of masks must be positive, not " + masks);
    }
    this.classifier = classifier;
    this.masks = masks;
    this.seed = seed;
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
    return images.stream().map(image -> explain(image, target)).toList();
  }

  private Explanation explain(RgbImage image, Function<Prediction, Label> target) {
    Classifier fixed = classifier.viewing(image);
    Prediction prediction = fixed.classify(image);
    Label label = target.apply(prediction);
    RgbImage background = Substitute.BACKGROUND.of(image);
    int pixels = image.width() * image.height();
    double[] weighted = new double[pixels];
    double[] shown = new double[pixels];
    double probabilities = 0;
    for (int from = 0; from < masks; from += BATCH) {
      List<float[]> drawn = new ArrayList<>();
      for (int mask = from; mask < Math.min(masks, from + BATCH); mask++) {
        drawn.add(mask(image, RandomStreams.of(seed, mask, METHOD)));
      }
      List<Prediction> predictions =
          fixed.classify(drawn.stream().map(mask -> masked(image, background, mask)).toList());
      for (int i = 0; i < drawn.size(); i++) {
        double probability = predictions.get(i).probability(label);
        probabilities += probability;
        float[] mask = drawn.get(i);
        for (int pixel = 0; pixel < pixels; pixel++) {
          weighted[pixel] += probability * mask[pixel];
          shown[pixel] += mask[pixel];
        }
      }
    }
    float[] map = new float[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      double mean = shown[pixel] == 0 ? 0 : weighted[pixel] / shown[pixel];
      map[pixel] = (float) (mean - probabilities / masks);
    }
    return new Explanation(
        prediction,
        label,
        METHOD,
        Differentiable.INPUT,
        Heatmap.of(image.width(), image.height(), map));
  }

  /** How far each pixel is shown: a random grid, drawn large and shifted by a part of a cell. */
  private static float[] mask(RgbImage image, RandomGenerator random) {
    int side = CELLS + 2;
    float[] grid = new float[side * side];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = random.nextDouble() < SHOWN ? 1 : 0;
    }
    double shiftX = random.nextDouble();
    double shiftY = random.nextDouble();
    float[] mask = new float[image.width() * image.height()];
    for (int y = 0; y < image.height(); y++) {
      double v = shiftY + (y + 0.5) * CELLS / image.height();
      for (int x = 0; x < image.width(); x++) {
        double u = shiftX + (x + 0.5) * CELLS / image.width();
        mask[y * image.width() + x] = (float) interpolated(grid, side, u, v);
      }
    }
    return mask;
  }

  private static double interpolated(float[] grid, int side, double u, double v) {
    int x = Math.min((int) u, side - 2);
    int y = Math.min((int) v, side - 2);
    int at = y * side + x;
    double upper = grid[at] + (u - x) * (grid[at + 1] - grid[at]);
    double lower = grid[at + side] + (u - x) * (grid[at + side + 1] - grid[at + side]);
    return upper + (v - y) * (lower - upper);
  }

  private static RgbImage masked(RgbImage image, RgbImage background, float[] mask) {
    byte[] result = image.bytes();
    byte[] hidden = background.bytes();
    for (int i = 0; i < result.length; i++) {
      int a = hidden[i] & 0xff;
      int b = result[i] & 0xff;
      result[i] = (byte) Math.round(a + mask[i / 3] * (b - a));
    }
    return RgbImage.of(image.width(), image.height(), result);
  }
}
