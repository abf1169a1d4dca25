package io.cellclass.augment;

import io.cellclass.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The stains of images and how much of each there is, after Macenko et al., <i>IEEE International
 * Symposium on Biomedical Imaging</i> 2009, 1107-1110, section 2.
 *
 * @param first the amount of the first stain that 99 % of the stained pixels stay below
 * @param second that of the second stain
 */
record StainEstimate(Stains stains, double first, double second) {
  /** The paper's beta, here the least length of the vector of densities. */
  private static final double LEAST_DENSITY = 0.15;

  private static final double EXTREME = 0.01;
  private static final int LEAST_PIXELS = 50;
  private static final double LEAST_DEGREES = 3;

  /** The estimate, or none where too little is stained or all in one colour. */
  static Optional<StainEstimate> of(List<RgbImage> images) {
    double[] densities = stained(images);
    if (densities.length < 3 * LEAST_PIXELS) {
      return Optional.empty();
    }
    DensityPlane plane = DensityPlane.through(densities);
    double[] angles = new double[densities.length / 3];
    Arrays.setAll(angles, i -> plane.angle(densities, 3 * i));
    Arrays.sort(angles);
    double low = quantile(angles, EXTREME);
    double high = quantile(angles, 1 - EXTREME);
    if (Math.toDegrees(high - low) < LEAST_DEGREES) {
      return Optional.empty();
    }
    StainVector one = plane.at(low);
    StainVector other = plane.at(high);
    // Stains of nuclei are blue: they absorb red, which eosin hardly does.
    boolean ordered = one.red() > other.red();
    return Optional.of(
        measured(ordered ? new Stains(one, other) : new Stains(other, one), densities));
  }

  /**
   * The estimate.
   *
   * @throws IllegalArgumentException if too little is stained or all in one colour
   */
  static StainEstimate require(List<RgbImage> images) {
    return of(images)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected images stained in two colours, found fewer than "
                        + LEAST_PIXELS
                        + " stained pixels or a single colour in "
                        + images));
  }

  private static StainEstimate measured(Stains stains, double[] densities) {
    Matrix3 unmixing = stains.mixing().inverse();
    double[] first = new double[densities.length / 3];
    double[] second = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      double red = densities[3 * i];
      double green = densities[3 * i + 1];
      double blue = densities[3 * i + 2];
      first[i] = unmixing.x(red, green, blue);
      second[i] = unmixing.y(red, green, blue);
    }
    Arrays.sort(first);
    Arrays.sort(second);
    return new StainEstimate(stains, quantile(first, 1 - EXTREME), quantile(second, 1 - EXTREME));
  }

  /** Red, green and blue densities of the pixels that are stained at all. */
  private static double[] stained(List<RgbImage> images) {
    int pixels = 0;
    for (RgbImage image : images) {
      pixels = Math.addExact(pixels, image.width() * image.height());
    }
    double[] densities = new double[Math.multiplyExact(3, pixels)];
    int length = 0;
    for (RgbImage image : images) {
      byte[] bytes = image.bytes();
      for (int i = 0; i < bytes.length; i += 3) {
        double red = OpticalDensity.of(bytes[i]);
        double green = OpticalDensity.of(bytes[i + 1]);
        double blue = OpticalDensity.of(bytes[i + 2]);
        if (red * red + green * green + blue * blue >= LEAST_DENSITY * LEAST_DENSITY) {
          densities[length++] = red;
          densities[length++] = green;
          densities[length++] = blue;
        }
      }
    }
    return Arrays.copyOf(densities, length);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
