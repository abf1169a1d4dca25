package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/** Sets of augmentations to train with. */
public final class Augmentations {
  private Augmentations() {}

  /** Changes nothing. */
  public static Augmentation none() {
    return new Unchanged();
  }

  /**
   * What the paper does: mirrors half of the images left to right, turns by up to 15 degrees, zooms
   * by up to 10 %, shears by a slope of up to 0.1 (6 degrees), and changes the brightness by up to
   * 10 %. The paper gives the range of the rotation only.
   */
  public static Augmentation paper() {
    return new HorizontalFlip()
        .withProbability(0.5)
        .then(new Rotation(15))
        .then(new Shear(0.1))
        .then(new Zoom(0.1))
        .then(new Brightness(0.1));
  }

  /**
   * For single stained cells, which have no up or down: mirrors half of the images, turns by any
   * angle, shears by a slope of up to 0.05, zooms by up to 10 %, changes the amounts of the
   * Romanowsky stains by up to 10 % and the brightness by up to 10 %, blurs three in ten images by
   * up to 1 pixel and gives as many the noise of a sensor.
   */
  public static Augmentation microscopy() {
    return new HorizontalFlip()
        .withProbability(0.5)
        .then(new Rotation(180))
        .then(new Shear(0.05))
        .then(new Zoom(0.1))
        .then(new StainJitter(Stains.ROMANOWSKY, Range.around(1, 0.1), Range.around(0, 0.01)))
        .then(new Brightness(0.1))
        .then(new GaussianBlur(1).withProbability(0.3))
        .then(new SensorNoise(new Range(2_000, 20_000), new Range(0, 20)).withProbability(0.3));
  }

  private record Unchanged() implements Augmentation {
    @Override
    public RgbImage apply(RgbImage image, RandomGenerator random) {
      return image;
    }

    @Override
    public Augmentation then(Augmentation next) {
      return next;
    }
  }
}
