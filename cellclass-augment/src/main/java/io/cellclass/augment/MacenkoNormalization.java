package io.cellclass.augment;

import io.cellclass.RgbImage;
import java.util.List;
import java.util.Optional;

/**
 * Brings the stains of an image, and how much there is of each, to those of a reference: the image
 * is unmixed into its own two stains, their amounts are scaled so that the 99th percentiles are the
 * reference's, and mixed again with the stains of the reference (Macenko et al., <i>IEEE
 * International Symposium on Biomedical Imaging</i> 2009, 1107-1110).
 *
 * <p>What neither stain explains is carried over; the paper drops it. In blood smears it is the
 * pink of eosinophilic granules.
 *
 * <p>The stains of an image are found among the pixels with an optical density of at least 0.15, as
 * the 1st and the 99th percentile of their directions in the plane that fits them best. An image
 * with too few such pixels, or all of one colour, is left as it is. Safe for concurrent use.
 *
 * @param stains the stains of the reference
 * @param first the amount of the first stain in the reference that 99 % of its stained pixels stay
 *     below, in optical density to the base of 10
 * @param second that of the second stain
 */
public record MacenkoNormalization(Stains stains, double first, double second)
    implements StainNormalization {
  /**
   * A normalisation to this reference.
   *
   * @throws IllegalArgumentException if an amount is not positive
   */
  public MacenkoNormalization {
    if (!(first > 0 && second > 0 && Double.isFinite(first + second))) {
      throw new IllegalArgumentException(
          "amounts of stains must be positive, not " + first + " and " + second);
    }
  }

  /**
   * A normalisation to the stains of an image.
   *
   * @throws IllegalArgumentException if too little in it is stained, or all in one colour
   */
  public static MacenkoNormalization of(RgbImage reference) {
    return of(List.of(reference));
  }

  /**
   * A normalisation to the stains of all pixels of several images.
   *
   * @throws IllegalArgumentException if too little in them is stained, or all in one colour
   */
  public static MacenkoNormalization of(List<RgbImage> references) {
    StainEstimate estimate = StainEstimate.require(references);
    return new MacenkoNormalization(estimate.stains(), estimate.first(), estimate.second());
  }

  @Override
  public RgbImage apply(RgbImage image) {
    Optional<StainEstimate> found = StainEstimate.of(List.of(image));
    if (found.isEmpty()) {
      return image;
    }
    StainEstimate own = found.get();
    Matrix3 scaling = new Matrix3(first / own.first(), 0, 0, 0, second / own.second(), 0, 0, 0, 1);
    Matrix3 change = stains.mixing().times(scaling).times(own.stains().mixing().inverse());
    return OpticalDensity.change(image, change, 0, 0, 0);
  }
}
