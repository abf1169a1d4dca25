package io.cellclass.explain.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/**
 * The text of pictures, in lines of one height. Where Java can draw no text, because the machine
 * has no fonts, lines have neither width nor height, and pictures are drawn without them.
 */
final class PictureText {
  private static final FontRenderContext MEASURES = new FontRenderContext(null, true, true);
  private static final String DOTS = "\u2026";

  private final boolean drawn;
  private final Font plain;
  private final Font bold;

  private PictureText(boolean drawn) {
    this.drawn = drawn;
    this.plain = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    this.bold = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  }

  /** The text of pictures that are drawn without any. */
  static PictureText none() {
    return new PictureText(false);
  }

  /** What this machine can draw. */
  static PictureText ofThisMachine() {
    return orNone(() -> new PictureText(true));
  }

  /** The text, or none if it cannot be made or drawn. */
  static PictureText orNone(Supplier<PictureText> maker) {
    Graphics2D graphics = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      PictureText text = maker.get();
      text.width("text", true);
      text.draw(graphics, "text", 0, 16, false, Color.WHITE);
      return text;
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Versions of Java differ in what they throw where fontconfig or its fonts are missing.
      return none();
    } finally {
      graphics.dispose();
    }
  }

  /** Whether there is text. */
  boolean isDrawn() {
    return drawn;
  }

  /** The height of a line, with its distance to the next one. */
  int line() {
    return drawn ? 18 : 0;
  }

  /** How wide a text will be. */
  int width(String text, boolean strong) {
    return drawn ? (int) Math.ceil(font(strong).getStringBounds(text, MEASURES).getWidth()) : 0;
  }

  /** Draws a text that begins at x, its middle at the height y. */
  void draw(Graphics2D graphics, String text, int x, int y, boolean strong, Color colour) {
    if (drawn) {
      graphics.setFont(font(strong));
      graphics.setColor(colour);
      FontMetrics metrics = graphics.getFontMetrics();
      graphics.drawString(text, x, y + (metrics.getAscent() - metrics.getDescent()) / 2);
    }
  }

  /** The text if it is no wider than so many pixels, or else its beginning and dots. */
  String cut(String text, int width, boolean strong) {
    int points = text.codePointCount(0, text.length());
    return fitting(text, points, width, strong, keep -> text.substring(0, end(text, keep)) + DOTS);
  }

  /** A text and a probability; where both are too wide, the text is cut and not the number. */
  String scored(String text, double probability, int width) {
    String number = " " + PictureNumber.probability(probability);
    return cut(text, width - width(number, false), false) + number;
  }

  /** The text if it is no wider than so many pixels, or else its beginning, dots and its end. */
  String cutInside(String text, int width, boolean strong) {
    int points = text.codePointCount(0, text.length());
    return fitting(
        text,
        points,
        width,
        strong,
        keep ->
            text.substring(0, end(text, keep / 2))
                + DOTS
                + text.substring(end(text, points - (keep - keep / 2))));
  }

  private static int end(String text, int points) {
    return text.offsetByCodePoints(0, points);
  }

  /** Shortens a text to as many code points as fit; finding them takes few measurements. */
  private String fitting(String text, int points, int width, boolean strong, IntToText shortened) {
    if (width(text, strong) <= width) {
      return text;
    }
    int least = 0;
    int most = points - 1;
    while (least < most) {
      int keep = (least + most + 1) / 2;
      if (width(shortened.keeping(keep), strong) <= width) {
        least = keep;
      } else {
        most = keep - 1;
      }
    }
    return shortened.keeping(least);
  }

  private interface IntToText {
    String keeping(int points);
  }

  private Font font(boolean strong) {
    return strong ? bold : plain;
  }
}
