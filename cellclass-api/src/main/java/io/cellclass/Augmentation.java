package io.cellclass;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random change of a training image that leaves its class as it is.
 *
 * <p>All chance comes from the generator that is handed in: the same generator state gives the same
 * image. Implementations are records, so that {@code toString} tells how a model was trained, and
 * safe for concurrent use.
 */
@FunctionalInterface
public interface Augmentation {
  /** The changed image. It may be the same object where nothing changes. */
  RgbImage apply(RgbImage image, RandomGenerator random);

  /**
   * This change, then another. An implementation that can do both in one step overrides this; it
   * leaves every other {@code next} to this method.
   */
  default Augmentation then(Augmentation next) {
    return next instanceof AugmentationSequence sequence
        ? AugmentationSequence.thenEach(this, sequence)
        : new AugmentationSequence(List.of(this, next));
  }

  /**
   * This change in a share of the cases, none in the others.
   *
   * @param probability the share, in [0, 1]
   * @throws IllegalArgumentException if the probability is outside [0, 1]
   */
  default Augmentation withProbability(double probability) {
    return new OccasionalAugmentation(this, probability);
  }

  /**
   * One of several changes, each as likely as the others.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Augmentation oneOf(Augmentation... choices) {
    return new AugmentationChoice(List.of(choices));
  }
}
