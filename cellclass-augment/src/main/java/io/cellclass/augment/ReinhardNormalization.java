package io.cellclass.augment;

import io.cellclass.RgbImage;
import java.util.List;

/**
 * Gives the colours of an image the means and standard deviations of a reference, in the space
 * l-alpha-beta, whose axes are nearly independent in natural images (Reinhard et al., <i>IEEE
 * Computer Graphics and Applications</i> 21 (2001) 34-41, equations 4 to 11). Values beyond black
 * and white are cut off. Safe for concurrent use.
 *
 * @param lightness the lightness of the reference
 * @param yellowBlue its axis from yellow to blue, the paper's alpha
 * @param redGreen its axis from red to green, the paper's beta
 */
public record ReinhardNormalization(Spread lightness, Spread yellowBlue, Spread redGreen)
    implements StainNormalization {
  /**
   * The mean and the standard deviation of one axis.
   *
   * @param mean finite
   * @param deviation 0 or more
   */
  public record Spread(double mean, double deviation) {
    /**
     * These two.
     *
     * @throws IllegalArgumentException if one is not finite, or the deviation is negative
     */
    public Spread {
      if (!Double.isFinite(mean) || !(deviation >= 0) || Double.isInfinite(deviation)) {
        throw new IllegalArgumentException(
            "expected a finite mean and a deviation of 0 or more, not " + mean + ", " + deviation);
      }
    }

    /** Brings a value of an axis that is spread like another to this. */
    double of(double value, Spread other) {
      double factor = other.deviation == 0 ? 0 : deviation / other.deviation;
      return mean + factor * (value - other.mean);
    }
  }

  /** A normalisation to the colours of an image. */
  public static ReinhardNormalization of(RgbImage reference) {
    return of(List.of(reference));
  }

  /**
   * A normalisation to the colours of all pixels of several images.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ReinhardNormalization of(List<RgbImage> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("expected at least one reference image");
    }
    OpponentColours.Sums sums = new OpponentColours.Sums();
    references.forEach(sums::add);
    return new ReinhardNormalization(sums.lightness(), sums.yellowBlue(), sums.redGreen());
  }

  @Override
  public RgbImage apply(RgbImage image) {
    ReinhardNormalization own = of(image);
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i += 3) {
      double[] colour = OpponentColours.of(bytes, i);
      OpponentColours.put(
          lightness.of(colour[0], own.lightness),
          yellowBlue.of(colour[1], own.yellowBlue),
          redGreen.of(colour[2], own.redGreen),
          bytes,
          i);
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }
}
