package io.cellclass.segment.measure;

/**
 * How a stain absorbs: its optical density in red, green and blue, of which only the ratios count.
 *
 * @param name what the stain is called
 */
public record Stain(String name, double red, double green, double blue) {
  /**
   * Of Giemsa's stain, from G. Landini's Colour Deconvolution for ImageJ, where it is marked as
   * measured in his laboratory.
   */
  public static final Stain METHYLENE_BLUE =
      new Stain("methylene blue", 0.834750233, 0.513556283, 0.196330403);

  /** Beside it in the same source, which has this eosin beside haematoxylin too. */
  public static final Stain EOSIN_OF_GIEMSA = new Stain("eosin", 0.092789, 0.954111, 0.283111);

  /** Measured by Ruifrok and Johnston (2001) together with {@link #EOSIN}. */
  public static final Stain HAEMATOXYLIN = new Stain("haematoxylin", 0.18, 0.20, 0.08);

  /** Beside haematoxylin, from the same paper: with so few digits the ratios are rough. */
  public static final Stain EOSIN = new Stain("eosin", 0.01, 0.13, 0.01);

  /**
   * Checks the densities.
   *
   * @throws IllegalArgumentException if the name is blank, or the densities are negative, not
   *     finite or all 0
   */
  public Stain {
    boolean absorbs = red >= 0 && green >= 0 && blue >= 0 && red + green + blue > 0;
    if (name.isBlank() || !absorbs || !Double.isFinite(red + green + blue)) {
      throw new IllegalArgumentException(
          "expected a name and densities from 0 up, found '"
              + name
              + "': "
              + red
              + ", "
              + green
              + ", "
              + blue);
    }
  }

  /** Of length 1. */
  double[] direction() {
    double length = Math.sqrt(red * red + green * green + blue * blue);
    return new double[] {red / length, green / length, blue / length};
  }
}
