package io.cellclass.explain.picture;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/**
 * What the colours of a map mean: an upright bar of them with its numbers, and marks where the
 * contour lines run.
 *
 * @param style the colours and levels
 * @param maximum the value of the full colour, positive
 */
record ColourBar(PictureStyle style, double maximum) {
  /** The width of the colours. */
  static final int WIDTH = 16;

  private static final int TICK = 4;
  private static final int GAP = 4;

  /** How wide it is with its numbers. */
  int width(PictureText text) {
    int widest = 0;
    for (double share : shares()) {
      widest = Math.max(widest, text.width(number(share), false));
    }
    return WIDTH + (text.isDrawn() ? TICK + GAP + widest : 0);
  }

  /** The values with a number, as shares of the maximum, the most important first. */
  private List<Double> shares() {
    List<Double> shares = new ArrayList<>(List.of(1.0, least(), 0.0));
    for (double level : style.levels()) {
      shares.add(level);
      if (style.colours().isSigned()) {
        shares.add(-level);
      }
    }
    shares.add(0.5);
    if (style.colours().isSigned()) {
      shares.add(-0.5);
    }
    return shares.stream().distinct().toList();
  }

  private double least() {
    return style.colours().isSigned() ? -1 : 0;
  }

  private String number(double share) {
    return PictureNumber.of(share * maximum);
  }

  /** The height at which the colour of a share of the maximum stands, below the top. */
  private double down(double share, int height) {
    return (1 - share) / (1 - least()) * height;
  }

  /** Draws it, its upper left corner at x and y. Numbers that would touch others are left out. */
  void draw(PictureSheet sheet, PictureText text, int x, int y, int height) {
    for (int i = 0; i < height; i++) {
      double share = 1 - (i + 0.5) / height * (1 - least());
      sheet.box(x, y + i, WIDTH, 1, new Color(style.colours().rgb(share)));
    }
    drawLevels(sheet, x, y, height);
    List<Double> taken = new ArrayList<>();
    for (double share : shares()) {
      double at = down(share, height);
      if (taken.stream().noneMatch(other -> Math.abs(other - at) < text.line())) {
        taken.add(at);
        int middle = y + (int) Math.min(height - 1, Math.floor(at));
        if (text.isDrawn()) {
          sheet.box(x + WIDTH, middle, TICK, 1, PictureSheet.FAINT);
        }
        sheet.textFrom(number(share), x + WIDTH + TICK + GAP, middle, PictureSheet.INK);
      }
    }
  }

  private void drawLevels(PictureSheet sheet, int x, int y, int height) {
    for (double level : style.levels()) {
      double at = y + down(level, height);
      sheet.seamed(new Line2D.Double(x, at, x + WIDTH, at), 1.3, false);
      if (style.colours().isSigned()) {
        double below = y + down(-level, height);
        sheet.seamed(new Line2D.Double(x, below, x + WIDTH, below), 1.3, true);
      }
    }
  }
}
