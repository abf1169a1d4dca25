package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Brings the colours of an image to those of a reference, always in the same way.
 *
 * <p>It is an augmentation only in form: what training images go through, images to be classified
 * have to go through too. Safe for concurrent use.
 */
public sealed interface StainNormalization extends Augmentation
    permits ReinhardNormalization, MacenkoNormalization {
  /** The image with the colours of the reference. */
  RgbImage apply(RgbImage image);

  /** The image with the colours of the reference; nothing is drawn. */
  @Override
  default RgbImage apply(RgbImage image, RandomGenerator random) {
    return apply(image);
  }
}
