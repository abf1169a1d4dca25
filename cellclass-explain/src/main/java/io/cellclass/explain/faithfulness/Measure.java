package io.cellclass.explain.faithfulness;

/** What is measured of a method's explanation of an image. */
public enum Measure {
  /** The area under the {@link Deletion} curve, in [0, 1]. */
  DELETION(false),

  /** The area under the {@link Insertion} curve, in [0, 1]. */
  INSERTION(true),

  /** The {@link Road} score, in [-0.5, 0.5]. */
  ROAD(true),

  /** {@link ConfidenceChange#drop}, in [0, 1]; its mean is the average drop. */
  DROP(false),

  /** 1 where {@link ConfidenceChange#increased}, otherwise 0; its mean is a share of images. */
  INCREASE(true),

  /** {@link Localisation#energyInside}, in [0, 1]; for images whose true cell is known. */
  ENERGY_INSIDE(true),

  /**
   * 1 where {@link Localisation#hit}, otherwise 0; for images whose true cell is known. Its mean is
   * a share of images.
   */
  HIT(true),

  /** 1 where the map has no positive value, otherwise 0; its mean is a share of images. */
  EMPTY(false);

  private final boolean largerIsBetter;

  Measure(boolean largerIsBetter) {
    this.largerIsBetter = largerIsBetter;
  }

  /** Whether of two methods the one with the larger value is the better. */
  public boolean largerIsBetter() {
    return largerIsBetter;
  }
}
