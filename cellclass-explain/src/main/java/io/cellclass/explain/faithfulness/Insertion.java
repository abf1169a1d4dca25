package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.Explanation;
import io.cellclass.RgbImage;
import io.cellclass.explain.Substitute;

/**
 * The insertion measure: how fast the target's probability rises as the pixels that a map calls
 * important are brought to an image without detail (Petsiuk et al. 2018, RISE, section 4). The
 * larger the area under the curve, the better the map: the pixels that it names first were enough.
 *
 * <p>Pixels come in the order of their signed values, the largest first; equal ones in a fixed
 * pseudo-random order. Immutable.
 *
 * @param steps in how many parts of equal numbers of pixels the image is brought back, from 1
 * @param substitute what stands where a pixel is yet to come
 */
public record Insertion(int steps, Substitute substitute) {
  /**
   * Checks the steps.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Insertion {
    PixelExchange.requireSteps(steps);
  }

  /** In 16 steps, from the blurred image, as in the paper. */
  public static Insertion standard() {
    return new Insertion(16, Substitute.BLURRED);
  }

  /**
   * The probability of the explanation's target as pixels of the image are brought back. Changed
   * copies are judged by {@link Classifier#viewing}.
   *
   * @return from nothing but substitute to the image itself: {@code steps + 1} points
   * @throws IllegalArgumentException if the explanation's map is not of the image's size, or the
   *     classifier does not know its target
   * @throws IllegalStateException if the classifier is closed
   */
  public ProbabilityCurve curve(Classifier classifier, RgbImage image, Explanation explanation) {
    return curve(new Trial(classifier, image, explanation));
  }

  ProbabilityCurve curve(Trial trial) {
    return PixelExchange.curve(trial, substitute.of(trial.image()), trial.image(), steps);
  }
}
