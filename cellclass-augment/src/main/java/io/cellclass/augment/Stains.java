package io.cellclass.augment;

import io.cellclass.RgbImage;
import java.util.List;

/**
 * The two stains of a preparation.
 *
 * @param first the one that colours nuclei
 * @param second the other
 */
public record Stains(StainVector first, StainVector second) {
  /**
   * Haematoxylin and eosin, as measured by Ruifrok and Johnston, <i>Analytical and Quantitative
   * Cytology and Histology</i> 23 (2001) 291-299.
   */
  public static final Stains HAEMATOXYLIN_EOSIN =
      new Stains(new StainVector(0.18, 0.20, 0.08), new StainVector(0.01, 0.13, 0.01));

  /**
   * Blood smears in a Romanowsky stain, here May-Gruenwald and Giemsa: the purple that azure and
   * eosin give to nuclei, and the colour of red cells, eosin over haemoglobin. Estimated with
   * {@link #estimate} on every twentieth of the 3,200 images of peripheral blood cells of Acevedo
   * et al., <i>Data in Brief</i> 30 (2020) 105474, that the tests use.
   */
  public static final Stains ROMANOWSKY =
      new Stains(new StainVector(0.476, 0.858, 0.195), new StainVector(0.223, 0.441, 0.870));

  private static final double LEAST_DEGREES = 1;

  /**
   * These stains.
   *
   * @throws IllegalArgumentException if they absorb nearly the same, less than a degree apart
   */
  public Stains {
    if (first.degreesTo(second) < LEAST_DEGREES) {
      throw new IllegalArgumentException(
          "two stains must differ to be told apart, not be " + first + " and " + second);
    }
  }

  /**
   * The stains of images of one preparation, estimated by Macenko's method ({@link
   * MacenkoNormalization}).
   *
   * @throws IllegalArgumentException if too little in them is stained, or all in one colour
   */
  public static Stains estimate(List<RgbImage> images) {
    return StainEstimate.require(images).stains();
  }

  /** From amounts of the first stain, the second and a remainder to optical densities. */
  Matrix3 mixing() {
    double red = first.green() * second.blue() - first.blue() * second.green();
    double green = first.blue() * second.red() - first.red() * second.blue();
    double blue = first.red() * second.green() - first.green() * second.red();
    double length = Math.sqrt(red * red + green * green + blue * blue);
    return new Matrix3(
        first.red(),
        second.red(),
        red / length,
        first.green(),
        second.green(),
        green / length,
        first.blue(),
        second.blue(),
        blue / length);
  }
}
