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
import java.util.ArrayList;
import java.util.List;

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

  private CellPicture() {}

  /** Boxes in the colours of their labels, and how many there are of each. */
  public static BufferedImage boxes(RgbImage image, List<Detection> cells, LabelSet labels) {
    BufferedImage picture = image.toBufferedImage();
    Graphics2D graphics = graphics(picture);
    float line = line(image);
    graphics.setStroke(new BasicStroke(line));
    for (Detection cell : cells) {
      Box box = cell.box();
      graphics.setColor(colour(labels.indexOf(cell.label())));
      graphics.draw(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
    }
    List<String> texts = new ArrayList<>();
    for (Label label : labels) {
      long count = cells.stream().filter(cell -> cell.label().equals(label)).count();
      texts.add(label.name() + " " + count);
    }
    legend(graphics, texts, line);
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
    graphics.setRenderingHint(
        RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    return graphics;
  }

  /** In the upper left corner, each in its colour on white. */
  private static void legend(Graphics2D graphics, List<String> texts, float line) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(8 * line)));
    int height = graphics.getFontMetrics().getHeight();
    int width = 0;
    for (String text : texts) {
      width = Math.max(width, graphics.getFontMetrics().stringWidth(text));
    }
    graphics.setColor(new Color(255, 255, 255, 220));
    graphics.fill(new Rectangle2D.Float(0, 0, width + height, height * texts.size() + height / 3f));
    for (int i = 0; i < texts.size(); i++) {
      graphics.setColor(colour(i).darker());
      graphics.drawString(
          texts.get(i), height / 2, height * i + graphics.getFontMetrics().getAscent() + 2);
    }
  }
}
