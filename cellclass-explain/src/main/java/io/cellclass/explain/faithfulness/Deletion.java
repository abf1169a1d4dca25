package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.Explanation;
import io.cellclass.RgbImage;
import io.cellclass.explain.Substitute;

/**
 * The deletion measure: how fast the target's probability falls as the pixels that a map calls
 * important are taken away (Petsiuk et al. 2018, RISE, section 4). The smaller the area under the
 * curve, the better the map: the pixels that it names first were the ones that counted.
 *
 * <p>Pixels go in the order of their signed values, the largest first; equal ones in a fixed
 * pseudo-random order. Immutable.
 *
 * @param steps in how many parts of equal numbers of pixels the image is taken away, from 1
 * @param substitute what stands in their place. The paper's is grey; a smear has no grey, so that
 *     {@link #standard} takes the background
 */
public record Deletion(int steps, Substitute substitute) {
  /**
   * Checks the steps.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Deletion {
    PixelExchange.requireSteps(steps);
  }

  /** In 16 steps, to the colour of the background. */
  public static Deletion standard() {
    return new Deletion(16, Substitute.BACKGROUND);
  }

  /**
   * The probability of the explanation's target as pixels of the image are taken away. Changed
   * copies are judged by {@link Classifier#viewing}.
   *
   * @return from the image itself to nothing but substitute: {@code steps + 1} points
   * @throws IllegalArgumentException if the explanation's map is not of the image's size, or the
   *     classifier does not know its target
   * @throws IllegalStateException if the classifier is closed
   */
  public ProbabilityCurve curve(Classifier classifier, RgbImage image, Explanation explanation) {
    return curve(new Trial(classifier, image, explanation));
  }

  ProbabilityCurve curve(Trial trial) {
    return PixelExchange.curve(trial, trial.image(), substitute.of(trial.image()), steps);
  }
}
