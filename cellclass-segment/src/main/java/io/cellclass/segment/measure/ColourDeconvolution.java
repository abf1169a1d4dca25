package io.cellclass.segment.measure;

import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells how much of each stain a pixel has (Ruifrok and Johnston 2001): optical densities, {@code
 * -log10(value / 255)}, are sums of the stains' densities (Beer-Lambert). Immutable and safe for
 * concurrent use.
 */
public final class ColourDeconvolution {
  private static final double LEAST_DETERMINANT = 1e-3;

  private final List<Stain> stains;
  private final double[][] unmixing;

  private ColourDeconvolution(List<Stain> stains, double[][] unmixing) {
    this.stains = stains;
    this.unmixing = unmixing;
  }

  /**
   * A deconvolution into two or three stains. Of two, what neither explains is taken away, at right
   * angles to both.
   *
   * @throws IllegalArgumentException if there are fewer or more, or two absorb nearly the same, so
   *     that they cannot be told apart
   */
  public static ColourDeconvolution of(List<Stain> stains) {
    if (stains.size() < 2 || stains.size() > 3) {
      throw new IllegalArgumentException("expected two or three stains, found " + stains);
    }
    double[] a = stains.get(0).direction();
    double[] b = stains.get(1).direction();
    double[] rest = unit(cross(a, b));
    double[] c = stains.size() == 3 ? stains.get(2).direction() : rest;
    double determinant = dot(cross(a, b), c);
    if (!(Math.abs(determinant) > LEAST_DETERMINANT)) {
      throw new IllegalArgumentException("expected stains that differ, found " + stains);
    }
    // The rows of the inverse, by Cramer's rule.
    double[][] unmixing = {cross(b, c), cross(c, a), cross(a, b)};
    for (double[] row : unmixing) {
      for (int i = 0; i < 3; i++) {
        row[i] /= determinant;
      }
    }
    return new ColourDeconvolution(List.copyOf(stains), unmixing);
  }

  /** Methylene blue and eosin, as in Giemsa's and other Romanowsky stains. */
  public static ColourDeconvolution romanowsky() {
    return of(List.of(Stain.METHYLENE_BLUE, Stain.EOSIN_OF_GIEMSA));
  }

  /**
   * The amount of each stain: in optical density along its direction, 0 where there is none, and
   * below 0 where there is less than none by noise or another stain.
   */
  public List<Channel> separate(RgbImage image) {
    byte[] rgb = image.bytes();
    float[][] amounts = new float[stains.size()][rgb.length / 3];
    for (int i = 0; i < rgb.length / 3; i++) {
      double red = density(rgb[3 * i]);
      double green = density(rgb[3 * i + 1]);
      double blue = density(rgb[3 * i + 2]);
      for (int stain = 0; stain < amounts.length; stain++) {
        double[] row = unmixing[stain];
        amounts[stain][i] = (float) (row[0] * red + row[1] * green + row[2] * blue);
      }
    }
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < amounts.length; i++) {
      channels.add(Channel.of(stains.get(i).name(), image.width(), image.height(), amounts[i]));
    }
    return channels;
  }

  /** Black is taken for the darkest grey, as it has no density. */
  private static double density(byte value) {
    return -Math.log10(Math.max(1, value & 0xff) / 255.0);
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] unit(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    return new double[] {vector[0] / length, vector[1] / length, vector[2] / length};
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  @Override
  public String toString() {
    return "ColourDeconvolution" + stains;
  }
}
