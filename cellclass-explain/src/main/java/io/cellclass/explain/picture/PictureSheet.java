package io.cellclass.explain.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** A white sheet to draw on, and the ink that it is drawn with. */
final class PictureSheet {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x1f, 0x23, 0x28);
  static final Color FAINT = new Color(0x57, 0x60, 0x6a);
  static final Color PALE = new Color(0xee, 0xf0, 0xf2);
  static final Color BLUE = new Color(0x00, 0x65, 0x9e);
  static final Color VERMILION = new Color(0xb4, 0x4a, 0x00);

  /** The distance of the drawing to the border of the sheet. */
  static final int MARGIN = 10;

  private final BufferedImage pixels;
  private final Graphics2D graphics;
  private final PictureText text;

  PictureSheet(int width, int height, PictureText text) {
    this.text = text;
    pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = pixels.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    box(0, 0, width, height, PAPER);
  }

  /** What draws on the sheet. */
  Graphics2D graphics() {
    return graphics;
  }

  /** A text that begins at x, its middle at the height y. */
  void textFrom(String words, int x, int y, Color colour) {
    text.draw(graphics, words, x, y, false, colour);
  }

  /** A strong text that begins at x, its middle at the height y. */
  void strongFrom(String words, int x, int y, Color colour) {
    text.draw(graphics, words, x, y, true, colour);
  }

  /** A text whose middle is at x and y. */
  void centred(String words, int x, int y, Color colour) {
    textFrom(words, x - text.width(words, false) / 2, y, colour);
  }

  void box(int x, int y, int width, int height, Color colour) {
    graphics.setColor(colour);
    graphics.fillRect(x, y, width, height);
  }

  /** A line of one pixel just inside the edges of an area. */
  void frame(int x, int y, int width, int height, Color colour) {
    box(x, y, width, 1, colour);
    box(x, y + height - 1, width, 1, colour);
    box(x, y, 1, height, colour);
    box(x + width - 1, y, 1, height, colour);
  }

  /** Draws squares of colours {@code 0xRRGGBB}, given row by row. */
  void squares(int[] colours, PictureScale scale, int left, int top) {
    for (int y = 0; y < scale.drawnHeight(); y++) {
      int row = y / scale.factor() * scale.width();
      for (int x = 0; x < scale.drawnWidth(); x++) {
        pixels.setRGB(left + x, top + y, colours[row + x / scale.factor()]);
      }
    }
  }

  /** Draws a shape in light colour with a dark seam, so that it is seen on every ground. */
  void seamed(Shape shape, double width, boolean dashed) {
    float[] dashes = dashed ? new float[] {5, 4} : null;
    graphics.setColor(new Color(0, 0, 0, 150));
    graphics.setStroke(stroke(width + 1.4, dashes));
    graphics.draw(shape);
    graphics.setColor(Color.WHITE);
    graphics.setStroke(stroke(width, dashes));
    graphics.draw(shape);
  }

  private static BasicStroke stroke(double width, float @Nullable [] dash) {
    return new BasicStroke(
        (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /** Ends the drawing. */
  BufferedImage pixels() {
    graphics.dispose();
    return pixels;
  }

  /** A picture as a PNG file. */
  static byte[] png(BufferedImage picture) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    if (!writers.hasNext()) {
      throw new IOException("this Java has no writer of PNG files");
    }
    ImageWriter writer = writers.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not ImageIO.write, which makes a temporary file.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(picture);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
