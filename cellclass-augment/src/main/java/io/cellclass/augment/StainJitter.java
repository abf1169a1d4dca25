package io.cellclass.augment;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/**
 * Changes how strongly an image is stained, as laboratories and batches differ. The amount {@code
 * c} of each stain in each pixel becomes {@code factor * c + shift}, with one factor and one shift
 * for each stain; what neither stain explains stays (Tellez et al., <i>IEEE Transactions on Medical
 * Imaging</i> 37 (2018) 2126-2136, on the colour deconvolution of Ruifrok and Johnston, 2001). Safe
 * for concurrent use.
 *
 * @param stains what the stains absorb
 * @param factor within 0 to 4
 * @param shift in optical density to the base of 10, within -1 to 1
 */
public record StainJitter(Stains stains, Range factor, Range shift) implements Augmentation {
  /**
   * A change within ranges.
   *
   * @throws IllegalArgumentException if the factor is not within 0 to 4 or the shift not within -1
   *     to 1
   */
  public StainJitter {
    factor.requireWithin("the factor of a stain", 0, 4);
    shift.requireWithin("the shift of a stain in optical density", -1, 1);
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    Matrix3 change = new Matrix3(factor.draw(random), 0, 0, 0, factor.draw(random), 0, 0, 0, 1);
    double first = shift.draw(random);
    double second = shift.draw(random);
    Matrix3 mixing = stains.mixing();
    return OpticalDensity.change(
        image,
        mixing.times(change).times(mixing.inverse()),
        mixing.x(first, second, 0),
        mixing.y(first, second, 0),
        mixing.z(first, second, 0));
  }
}
