package io.cellclass.explain.picture;

/**
 * A line whose length in the image is a round number: 1, 2 or 5 times a power of ten.
 *
 * @param text that number and its unit
 * @param length the pixels of the picture that it is long
 */
record ScaleBar(String text, int length) {
  /** The largest share of the image's width that a bar takes. */
  private static final double LONGEST = 0.34;

  /** The height of its line and end marks. */
  static final int HEIGHT = 9;

  /**
   * The longest bar for a picture.
   *
   * @param micrometres the side of a pixel of the image, or 0 where it is not known
   */
  static ScaleBar of(PictureScale scale, double micrometres) {
    double drawn = micrometres > 0 ? scale.perPixel() / micrometres : scale.perPixel();
    double longest = LONGEST * scale.drawnWidth() / drawn;
    // There are no parts of pixels.
    double round = micrometres > 0 ? round(longest) : Math.max(1, round(longest));
    String unit = micrometres > 0 ? " \u00b5m" : " px";
    int length = (int) Math.max(1, Math.round(round * drawn));
    return new ScaleBar(PictureNumber.of(round) + unit, length);
  }

  /** The largest round number that is not above a positive one. */
  static double round(double most) {
    int exponent = (int) Math.floor(Math.log10(most));
    double best = power(1, exponent - 1);
    for (int digit : new int[] {1, 2, 5, 10}) {
      double candidate = power(digit, exponent);
      // 0.34 * 150 / 51 is to be 1, whatever its last bit.
      best = candidate <= most * (1 + 1e-9) ? candidate : best;
    }
    return best;
  }

  /** A digit times a power of ten, the nearest number to it. */
  private static double power(int digit, int exponent) {
    return Double.parseDouble(digit + "e" + exponent);
  }

  /** Draws it, its left end at x and its middle at the height y, and its text to the right. */
  void draw(PictureSheet sheet, int x, int y) {
    sheet.box(x, y - 1, length, 2, PictureSheet.INK);
    sheet.box(x, y - HEIGHT / 2, 1, HEIGHT, PictureSheet.INK);
    sheet.box(x + length - 1, y - HEIGHT / 2, 1, HEIGHT, PictureSheet.INK);
    sheet.textFrom(text, x + length + 8, y, PictureSheet.INK);
  }

  /** How wide it is with its text. */
  int width(PictureText words) {
    return length + (words.isDrawn() ? 8 + words.width(text, false) : 0);
  }
}
