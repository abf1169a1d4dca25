package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An augmentation that moves the points of an image by an affine map drawn at random.
 *
 * <p>The size of the image is kept. Steps with one border mode that follow each other ({@link
 * #then}), also when they are taken with a probability or chosen from several, become one map and
 * one warp, so that the image is resampled once. Maps that bring whole pixels to whole pixels, such
 * as flips, change no value; for others, values are interpolated between four neighbours, at
 * positions rounded to 1/32 pixel. Safe for concurrent use.
 */
public sealed interface GeometricAugmentation extends Augmentation
    permits HorizontalFlip,
        VerticalFlip,
        RightAngles,
        Rotation,
        Zoom,
        Shear,
        Translation,
        Warp,
        OccasionalWarp,
        WarpChoice {
  /** Draws where the points of an image of this size go. */
  AffineMap draw(int width, int height, RandomGenerator random);

  /**
   * What is seen beyond the border: {@link BorderMode#REFLECT_101} unless something else is set.
   */
  default BorderMode border() {
    return BorderMode.REFLECT_101;
  }

  /** The same change with another border. */
  default GeometricAugmentation withBorder(BorderMode border) {
    return new Warp(List.of(this), border);
  }

  /**
   * The image with its points moved.
   *
   * @throws IllegalArgumentException if the image is so large that it has to be looked at beyond
   *     column or row 32,000
   */
  @Override
  default RgbImage apply(RgbImage image, RandomGenerator random) {
    return Resampling.draw(image, draw(image.width(), image.height(), random), border());
  }

  /**
   * This change, then another: in one warp where that is geometric too and has the same border
   * mode.
   */
  @Override
  default Augmentation then(Augmentation next) {
    return next instanceof GeometricAugmentation step && step.border() == border()
        ? Warp.of(this, step)
        : Augmentation.super.then(next);
  }

  @Override
  default GeometricAugmentation withProbability(double probability) {
    return new OccasionalWarp(this, probability);
  }

  /**
   * One of several changes, each as likely as the others, which composes with other geometric
   * steps.
   *
   * @throws IllegalArgumentException if there is none, or their border modes differ
   */
  static GeometricAugmentation oneOf(GeometricAugmentation... choices) {
    return new WarpChoice(List.of(choices));
  }
}
