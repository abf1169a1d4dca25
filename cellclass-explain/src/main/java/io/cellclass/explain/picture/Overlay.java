package io.cellclass.explain.picture;

import io.cellclass.Heatmap;
import io.cellclass.RgbImage;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;

/** Evidence laid over an image, or drawn alone. */
final class Overlay {
  /** The opacity of the strongest evidence: what lies below is still seen. */
  static final double STRONGEST = 0.65;

  private static final int RING = 6;

  private final RgbImage image;
  private final Heatmap map;
  private final PictureStyle style;
  private final double maximum;
  private final PictureScale scale;
  private final float[] values;
  private final ContourPlot contours;

  /**
   * Evidence over an image.
   *
   * @param maximum the value that gets the full colour; 0 if none is to be coloured
   * @throws IllegalArgumentException if the map has another size than the image
   */
  Overlay(RgbImage image, Heatmap map, PictureStyle style, double maximum, PictureScale scale) {
    checkSize(image, map);
    this.image = image;
    this.map = style.shown(map);
    this.style = style;
    this.maximum = maximum;
    this.scale = scale;
    this.values = scale.grid(this.map);
    this.contours =
        new ContourPlot(values, scale, maximum > 0 ? style : style.withLevels(), maximum);
  }

  /** Whether {@link #draw} draws contour lines. */
  boolean hasContours() {
    return !contours.isEmpty();
  }

  /** Makes sure that there is a value for each pixel. */
  static void checkSize(RgbImage image, Heatmap map) {
    if (map.width() != image.width() || map.height() != image.height()) {
      throw new IllegalArgumentException(
          "expected a map of the size of the image, "
              + image.width()
              + "x"
              + image.height()
              + ", found "
              + map.width()
              + "x"
              + map.height());
    }
  }

  /** How opaque the colour of a value is, given as its share of the maximum. */
  static double opacity(double share) {
    return STRONGEST * Math.min(1, Math.abs(share));
  }

  /** A colour over another one. */
  static int blend(int ground, int colour, double opacity) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double value = (1 - opacity) * (ground >> shift & 0xff) + opacity * (colour >> shift & 0xff);
      result |= (int) Math.round(value) << shift;
    }
    return result;
  }

  /** Draws the image alone. */
  void drawImage(PictureSheet sheet, int x, int y) {
    sheet.squares(scale.grid(image), scale, x, y);
  }

  /** Draws the evidence alone, in full colours. */
  void drawMap(PictureSheet sheet, int x, int y) {
    int[] colours = new int[values.length];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = style.colours().rgb(maximum > 0 ? values[i] / maximum : 0);
    }
    sheet.squares(colours, scale, x, y);
  }

  /** Draws the image, the evidence over it, its contour lines and a ring around its peak. */
  void draw(PictureSheet sheet, int x, int y) {
    int[] colours = scale.grid(image);
    if (maximum > 0) {
      for (int i = 0; i < colours.length; i++) {
        double share = values[i] / maximum;
        colours[i] = blend(colours[i], style.colours().rgb(share), opacity(share));
      }
      sheet.squares(colours, scale, x, y);
      Shape clip = sheet.graphics().getClip();
      sheet.graphics().clipRect(x, y, scale.drawnWidth(), scale.drawnHeight());
      contours.draw(sheet, x, y);
      drawPeak(sheet, x, y);
      sheet.graphics().setClip(clip);
    } else {
      sheet.squares(colours, scale, x, y);
    }
  }

  private void drawPeak(PictureSheet sheet, int x, int y) {
    map.peak()
        .ifPresent(
            peak -> {
              double middleX = x + (peak.x() + 0.5) * scale.drawnWidth() / map.width();
              double middleY = y + (peak.y() + 0.5) * scale.drawnHeight() / map.height();
              sheet.seamed(
                  new Ellipse2D.Double(middleX - RING, middleY - RING, 2 * RING, 2 * RING),
                  2,
                  false);
            });
  }
}
