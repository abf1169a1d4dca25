package io.cellclass.segment.picture;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;

/**
 * Draws over an image what was found in it. Stateless and safe for concurrent use.
 *
 * <p>The colours of labels are those of Okabe and Ito (2008), which people who see few colours tell
 * apart too.
 */
public final class CellPicture {
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0xF0E442));

  private static final Color CELL = new Color(0x00C853);
  private static final Color NUCLEUS = new Color(0xFFD600);

  /** An image of this side is drawn with lines of one pixel. */
  private static final double SIDE_FOR_A_LINE = 320;

  /** The heights of the text and of the strip below an image with such lines. */
  private static final int TEXT = 8;

  private static final int STRIP = 13;

  private CellPicture() {}

  /** Boxes in the colours of their labels, and below the image how many there are of each. */
  public static BufferedImage boxes(RgbImage image, List<Detection> cells, LabelSet labels) {
    return boxes(image, cells, labels, cell -> "");
  }

  /**
   * Boxes as {@link #boxes(RgbImage, List, LabelSet)} draws them, with captions.
   *
   * @param caption what stands at a box, such as a white cell's type; nothing where it is empty
   */
  public static BufferedImage boxes(
      RgbImage image, List<Detection> cells, LabelSet labels, Function<Detection, String> caption) {
    float line = line(image);
    int strip = Math.round(STRIP * line);
    BufferedImage picture =
        new BufferedImage(image.width(), image.height() + strip, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(picture);
    graphics.drawImage(image.toBufferedImage(), 0, 0, null);
    graphics.setStroke(new BasicStroke(line));
    graphics.clipRect(0, 0, image.width(), image.height());
    for (Detection cell : cells) {
      Box box = cell.box();
      graphics.setColor(colour(labels.indexOf(cell.label())));
      graphics.draw(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
    }
    // Above all boxes, so that none crosses a caption.
    for (Detection cell : cells) {
      String text = caption.apply(cell);
      if (!text.isEmpty()) {
        graphics.setColor(colour(labels.indexOf(cell.label())));
        caption(graphics, text, cell.box(), image.width(), line);
      }
    }
    graphics.setClip(null);
    graphics.translate(0, image.height());
    legend(graphics, cells, labels, line);
    graphics.dispose();
    return picture;
  }

  /** The outlines of cells and of their nuclei, and how many cells there are. */
  public static BufferedImage outlines(RgbImage image, LabelMap cells) {
    if (cells.width() != image.width() || cells.height() != image.height()) {
      throw new IllegalArgumentException("expected a map of the size of " + image + ": " + cells);
    }
    BufferedImage picture = image.toBufferedImage();
    int reach = Math.max(1, Math.round(line(image))) - 1;
    for (int y = 0; y < cells.height(); y++) {
      for (int x = 0; x < cells.width(); x++) {
        if (isBorder(cells, x, y, reach, false)) {
          picture.setRGB(x, y, CELL.getRGB());
        } else if (isBorder(cells, x, y, reach, true)) {
          picture.setRGB(x, y, NUCLEUS.getRGB());
        }
      }
    }
    return picture;
  }

  /** Whether something else is within reach of a pixel of a cell, or of a nucleus. */
  private static boolean isBorder(LabelMap cells, int x, int y, int reach, boolean nucleus) {
    if (!belongs(cells, x, y, nucleus)) {
      return false;
    }
    for (int dy = -1 - reach; dy <= 1 + reach; dy++) {
      for (int dx = -1 - reach; dx <= 1 + reach; dx++) {
        int column = Math.max(0, Math.min(cells.width() - 1, x + dx));
        int row = Math.max(0, Math.min(cells.height() - 1, y + dy));
        boolean near = Math.abs(dx) + Math.abs(dy) <= 1 + reach;
        boolean other =
            cells.cell(column, row) != cells.cell(x, y) || !belongs(cells, column, row, nucleus);
        if (near && other) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean belongs(LabelMap cells, int x, int y, boolean nucleus) {
    PixelClass pixel = cells.pixelClass(x, y);
    return nucleus ? pixel == PixelClass.NUCLEUS : pixel != PixelClass.BACKGROUND;
  }

  private static Color colour(int label) {
    return COLOURS.get(label % COLOURS.size());
  }

  private static float line(RgbImage image) {
    return (float) Math.max(1, Math.max(image.width(), image.height()) / SIDE_FOR_A_LINE);
  }

  private static Graphics2D graphics(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    return graphics;
  }

  /** White on a plate of the current colour: over the box, or inside it at the image's edge. */
  private static void caption(
      Graphics2D graphics, String text, Box box, int imageWidth, float line) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(TEXT * line)));
    float pad = TEXT * line / 4;
    float width = graphics.getFontMetrics().stringWidth(text) + 2 * pad;
    float height = TEXT * line + 2 * pad;
    float left = (float) Math.max(0, Math.min(box.left(), imageWidth - width));
    float top = (float) (box.top() >= height ? box.top() - height : box.top());
    graphics.fill(new Rectangle2D.Float(left, top, width, height));
    graphics.setColor(Color.WHITE);
    graphics.drawString(text, left + pad, top + height - 1.5f * pad);
  }

  /** In one line, each label in its colour. */
  private static void legend(
      Graphics2D graphics, List<Detection> cells, LabelSet labels, float line) {
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Float(0, 0, Short.MAX_VALUE, STRIP * line));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(TEXT * line)));
    float left = TEXT * line / 2;
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      long count = cells.stream().filter(cell -> cell.label().equals(label)).count();
      String text = label.name() + " " + count;
      graphics.setColor(colour(i));
      graphics.drawString(text, left, TEXT * 1.2f * line);
      left += graphics.getFontMetrics().stringWidth(text) + TEXT * line;
    }
  }
}
