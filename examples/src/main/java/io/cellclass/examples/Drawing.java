package io.cellclass.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A white sheet to draw on, measured in units of two pixels so that it is sharp on a dense screen.
 */
final class Drawing {
  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color FAINT = new Color(0x66, 0x66, 0x66);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
  static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final int SCALE = 2;
  private static final float JPEG_QUALITY = 0.85f;
  private static final FontRenderContext MEASURES =
      new FontRenderContext(AffineTransform.getScaleInstance(SCALE, SCALE), true, true);

  private final BufferedImage picture;
  private final Graphics2D graphics;

  Drawing(int width, int height) {
    picture = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.scale(SCALE, SCALE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
  }

  /** How wide a text will be. */
  static int width(String text, Font font) {
    return (int) Math.ceil(font.getStringBounds(text, MEASURES).getWidth());
  }

  /** A text that begins at x, its middle at the height y. */
  void text(String text, int x, int y, Font font, Color colour) {
    graphics.setFont(font);
    graphics.setColor(colour);
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(text, x, y + (metrics.getAscent() - metrics.getDescent()) / 2);
  }

  /** A text whose middle is at x and y. */
  void centredText(String text, int x, int y, Font font, Color colour) {
    text(text, x - width(text, font) / 2, y, font, colour);
  }

  /** A text that ends at x, its middle at the height y. */
  void textTo(String text, int x, int y, Font font, Color colour) {
    text(text, x - width(text, font), y, font, colour);
  }

  /** A picture, its middle square filling a square. */
  void image(BufferedImage image, int x, int y, int side) {
    int crop = Math.min(image.getWidth(), image.getHeight());
    int left = (image.getWidth() - crop) / 2;
    int top = (image.getHeight() - crop) / 2;
    graphics.drawImage(image, x, y, x + side, y + side, left, top, left + crop, top + crop, null);
  }

  /** Ends the drawing: what is on it as a PNG file. */
  byte[] png() throws IOException {
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  /** Ends the drawing: what is on it as a JPEG file, for many photographs a fraction of a PNG. */
  byte[] jpeg() throws IOException {
    graphics.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
