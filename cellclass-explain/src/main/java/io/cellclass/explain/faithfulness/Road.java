package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.Explanation;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The ROAD measure, remove and debias (Rong et al. 2022, "A Consistent and Efficient Evaluation
 * Strategy for Attribution Methods"): how much less the target's probability suffers when the
 * pixels that a map calls least important are removed than when the most important ones are.
 *
 * <p>A removed pixel becomes the weighted mean of its neighbours, removed ones among them, plus a
 * little Gaussian noise (the paper's noisy linear imputation), so that the form of what was removed
 * does not tell the class, as it does where a plain colour shows it. Immutable.
 *
 * @param shares the shares of the image's pixels that are removed, each between 0 and 1; immutable
 * @param noise the standard deviation of the noise, of the full scale of a channel, from 0
 * @param seed what the noise is derived from, with the image's content
 */
public record Road(List<Double> shares, double noise, long seed) {
  private static final double FULL_SCALE = 255;

  /**
   * Copies the shares.
   *
   * @throws IllegalArgumentException if there is none, one is not between 0 and 1, or the noise is
   *     negative
   */
  public Road {
    shares = List.copyOf(shares);
    if (shares.isEmpty() || !shares.stream().allMatch(share -> share > 0 && share < 1)) {
      throw new IllegalArgumentException("expected shares between 0 and 1, found " + shares);
    }
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected noise from 0 up, found " + noise);
    }
  }

  /** Removes 20, 40, 60 and 80 %, with noise of 0.01 as the paper's authors do, and the seed 0. */
  public static Road standard() {
    return new Road(List.of(0.2, 0.4, 0.6, 0.8), 0.01, 0);
  }

  /**
   * The mean over the shares of (p_least - p_most) / 2, in [-0.5, 0.5], where p_least is the
   * target's probability after that share of the pixels was removed from the least important end of
   * the map, p_most after it was removed from the most important end. Larger is better; a map that
   * says nothing comes to about 0. It is what the paper's two orders (LeRF and MoRF) give together,
   * and the ROADCombined of the pytorch-grad-cam library.
   *
   * <p>Pixels go in the order of their signed values; equal ones in a fixed pseudo-random order.
   * Changed copies are judged by {@link Classifier#viewing}.
   *
   * @throws IllegalArgumentException if the explanation's map is not of the image's size, or the
   *     classifier does not know its target
   * @throws IllegalStateException if the classifier is closed
   */
  public double score(Classifier classifier, RgbImage image, Explanation explanation) {
    return score(new Trial(classifier, image, explanation));
  }

  double score(Trial trial) {
    int[] mostFirst = PixelOrder.largestFirst(trial.map());
    int[] leastFirst = PixelOrder.reversed(mostFirst);
    List<Double> probabilities =
        trial.probabilities(
            2 * shares.size(),
            copy -> without(trial.image(), copy % 2 == 0 ? leastFirst : mostFirst, copy));
    double sum = 0;
    for (int i = 0; i < shares.size(); i++) {
      sum += (probabilities.get(2 * i) - probabilities.get(2 * i + 1)) / 2;
    }
    return sum / shares.size();
  }

  private RgbImage without(RgbImage image, int[] order, int copy) {
    long count = Math.round(shares.get(copy / 2) * order.length);
    boolean[] removed = new boolean[order.length];
    for (int i = 0; i < Math.min(count, order.length - 1); i++) {
      removed[order[i]] = true;
    }
    return imputed(image, removed, RandomStreams.of(seed, copy, image + ":" + image.hashCode()));
  }

  /** The image with its removed pixels imputed. */
  RgbImage imputed(RgbImage image, boolean[] removed, RandomGenerator random) {
    float[] values = LinearImputation.of(image, removed);
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i++) {
      if (removed[i / 3]) {
        double value = values[i] + FULL_SCALE * noise * random.nextGaussian();
        bytes[i] = (byte) Math.round(Math.max(0, Math.min(FULL_SCALE, value)));
      }
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }
}
