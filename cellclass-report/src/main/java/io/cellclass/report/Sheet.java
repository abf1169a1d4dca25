package io.cellclass.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/**
 * A white sheet to draw on, measured in the pixels of a web page. It has twice as many in each
 * direction, so that it is sharp on a dense screen and in print.
 */
final class Sheet {
  static final int SCALE = 2;
  static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final FontRenderContext MEASURES =
      new FontRenderContext(AffineTransform.getScaleInstance(SCALE, SCALE), true, true);

  private final BufferedImage pixels;
  private final Graphics2D graphics;

  Sheet(int width, int height) {
    pixels = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    graphics = pixels.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.scale(SCALE, SCALE);
    box(0, 0, width, height, Palette.PAPER);
  }

  /** How wide a text will be. */
  static int width(String text, Font font) {
    return (int) Math.ceil(font.getStringBounds(text, MEASURES).getWidth());
  }

  /** What draws on the sheet, in its measures. */
  Graphics2D graphics() {
    return graphics;
  }

  /** A text whose middle is at x and y. */
  void centredText(String text, int x, int y, Font font, Color colour) {
    textFrom(text, x - width(text, font) / 2, y, font, colour);
  }

  /** A text that ends at x, its middle at the height y. */
  void textTo(String text, int x, int y, Font font, Color colour) {
    textFrom(text, x - width(text, font), y, font, colour);
  }

  /** A text that runs upwards from y, its middle at x. */
  void textUpFrom(String text, int x, int y, Font font, Color colour) {
    AffineTransform before = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, x, y);
    textFrom(text, x, y, font, colour);
    graphics.setTransform(before);
  }

  private void textFrom(String text, int x, int y, Font font, Color colour) {
    graphics.setFont(font);
    graphics.setColor(colour);
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(text, x, y + (metrics.getAscent() - metrics.getDescent()) / 2);
  }

  void box(int x, int y, int width, int height, Color colour) {
    graphics.setColor(colour);
    graphics.fillRect(x, y, width, height);
  }

  void frame(int x, int y, int width, int height, Color colour) {
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(1));
    graphics.drawRect(x, y, width, height);
  }

  /** Ends the drawing. */
  BufferedImage pixels() {
    graphics.dispose();
    return pixels;
  }
}
