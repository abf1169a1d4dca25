package io.cellclass.explain.picture;

/**
 * The colours that stand for the values of a map. Equal steps of a value look equal: the lightness
 * changes evenly in the OKLab space (Ottosson 2020), so that the order of the colours is seen
 * without seeing hues, too. Immutable and safe for concurrent use.
 */
public final class ColourMap {
  private static final ColourMap SEQUENTIAL =
      new ColourMap("sequential", false, ColourMap::seaToSun);
  private static final ColourMap WARM = new ColourMap("warm", false, ColourMap::emberToSun);
  private static final ColourMap DIVERGING =
      new ColourMap("diverging", true, ColourMap::blueToVermilion);

  /** A colour for each value. */
  private interface Formula {
    int rgb(double value);
  }

  private final String name;
  private final boolean signed;
  private final Formula formula;

  private ColourMap(String name, boolean signed, Formula formula) {
    this.name = name;
    this.signed = signed;
    this.formula = formula;
  }

  /**
   * For values from 0 to 1: from dark blue over green to light yellow, colours that the usual
   * stains of blood do not have.
   */
  public static ColourMap sequential() {
    return SEQUENTIAL;
  }

  /** For values from 0 to 1: from dark red over orange to light yellow. */
  public static ColourMap warm() {
    return WARM;
  }

  /**
   * For values from -1 to 1: blue for negative ones, light grey for 0, vermilion for positive ones,
   * of the same strength on both sides. The two hues are told apart under each common kind of
   * colour blindness (Okabe and Ito 2008).
   */
  public static ColourMap diverging() {
    return DIVERGING;
  }

  /** Whether negative values have colours of their own. */
  public boolean isSigned() {
    return signed;
  }

  /**
   * The colour of a value as {@code 0xRRGGBB}. What is outside the range gets the colour of its
   * nearer end.
   *
   * @param value in [-1, 1] if the map {@linkplain #isSigned() is signed}, else in [0, 1]
   * @throws IllegalArgumentException if it is not a number
   */
  public int rgb(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a value must be a number, not NaN");
    }
    return formula.rgb(Math.min(1, Math.max(signed ? -1 : 0, value)));
  }

  // The chroma of each stays within what a screen can show, so that it grows smoothly.

  private static int seaToSun(double value) {
    return ColourSpace.rgb(0.28 + 0.64 * value, 0.08 + 0.09 * value * value, 270 - 165 * value);
  }

  private static int emberToSun(double value) {
    return ColourSpace.rgb(0.28 + 0.65 * value, 0.105 + 0.04 * value, 10 + 95 * value);
  }

  private static int blueToVermilion(double value) {
    double strength = Math.abs(value);
    return ColourSpace.rgb(0.94 - 0.42 * strength, 0.14 * strength, value < 0 ? 250 : 45);
  }

  @Override
  public String toString() {
    return "ColourMap[" + name + "]";
  }
}
