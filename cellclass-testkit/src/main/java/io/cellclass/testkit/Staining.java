package io.cellclass.testkit;

/**
 * How the dyes of one smear colour the light: the absorbance of red, green and blue light by each
 * dye. Absorbances add up where dyes lie over each other, and light falls with their exponential
 * (Beer-Lambert law). Immutable.
 */
final class Staining {
  // Natural absorbances, fitted by eye and by mean colours to May Gruenwald-Giemsa smears.
  private static final double[] PINK_HAEMOGLOBIN = {0.215, 0.335, 0.205};
  private static final double[] GREY_HAEMOGLOBIN = {0.290, 0.345, 0.255};
  private static final double[] AZURE = {1.12, 1.82, 0.42};
  private static final double[] EOSIN = {0.20, 0.61, 0.46};
  private static final double[] BLUE = {0.74, 0.61, 0.13};

  private final double[] haemoglobin;
  private final double[] azure;
  private final double[] eosin;
  private final double[] blue;

  private Staining(double[] haemoglobin, double[] azure, double[] eosin, double[] blue) {
    this.haemoglobin = haemoglobin;
    this.azure = azure;
    this.eosin = eosin;
    this.blue = blue;
  }

  /** As one smear comes out of the stain. */
  static Staining of(Chance chance) {
    double grey = chance.between(0, 1) * chance.between(0, 1);
    double[] red = new double[3];
    for (int i = 0; i < 3; i++) {
      red[i] = PINK_HAEMOGLOBIN[i] + grey * (GREY_HAEMOGLOBIN[i] - PINK_HAEMOGLOBIN[i]);
    }
    double all = chance.normal(1, 0.05);
    return new Staining(
        varied(red, all * chance.normal(1, 0.11), chance),
        varied(AZURE, all * chance.normal(1, 0.06), chance),
        varied(EOSIN, all * chance.normal(1, 0.09), chance),
        varied(BLUE, all * chance.normal(1, 0.1), chance));
  }

  private static double[] varied(double[] dye, double strength, Chance chance) {
    double[] varied = new double[3];
    for (int i = 0; i < 3; i++) {
      varied[i] = dye[i] * strength * chance.normal(1, 0.04);
    }
    return varied;
  }

  /** The absorbance of these dyes: 0 for red, 1 for green, 2 for blue light. */
  double absorbance(Dyes dyes, int colour) {
    return dyes.haemoglobin * haemoglobin[colour]
        + dyes.azure * azure[colour]
        + dyes.eosin * eosin[colour]
        + dyes.blue * blue[colour];
  }
}
