package io.cellclass.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;

/** How a curve looks, and what it is called: a sample of its line with its name. */
record LegendEntry(String name, Color colour, BasicStroke stroke, Marker marker) {
  static final int HEIGHT = 24;
  static final int MARKER = 7;
  static final BasicStroke NO_LINE = new BasicStroke(0);

  private static final float[][] DASHES = {{}, {9, 4}, {3, 3}, {10, 3, 3, 3}};
  private static final int SAMPLE = 30;
  private static final int GAP = 7;
  private static final int BETWEEN = 16;

  /** A line of a width, with one of four dashes; the first is none. */
  static BasicStroke stroke(float width, int dash) {
    float[] dashes = DASHES[dash % DASHES.length];
    return new BasicStroke(
        width,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        dashes.length == 0 ? null : Arrays.copyOf(dashes, dashes.length),
        0);
  }

  void applyTo(XYSeries series) {
    series.setMarker(marker).setMarkerColor(colour).setLineColor(colour).setLineStyle(stroke);
    if (stroke.equals(NO_LINE)) {
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    }
  }

  /** Divides a legend into rows that fit a width. A single curve needs none. */
  static List<List<LegendEntry>> rows(List<LegendEntry> entries, int width) {
    List<List<LegendEntry>> rows = new ArrayList<>();
    if (entries.size() < 2) {
      return rows;
    }
    List<LegendEntry> row = new ArrayList<>();
    for (LegendEntry entry : entries) {
      if (!row.isEmpty() && width(row) + BETWEEN + entry.width() > width) {
        rows.add(row);
        row = new ArrayList<>();
      }
      row.add(entry);
    }
    rows.add(row);
    return rows;
  }

  private static int width(List<LegendEntry> row) {
    return row.stream().mapToInt(LegendEntry::width).sum() + BETWEEN * (row.size() - 1);
  }

  private int width() {
    return SAMPLE + GAP + Sheet.width(name, Sheet.PLAIN);
  }

  /** Draws a row in the middle of a sheet's width. */
  static void drawRow(Sheet sheet, List<LegendEntry> row, int width, int y) {
    int x = Math.max(0, (width - width(row)) / 2);
    for (LegendEntry entry : row) {
      entry.draw(sheet, x, y + HEIGHT / 2);
      x += entry.width() + BETWEEN;
    }
  }

  private void draw(Sheet sheet, int x, int y) {
    Graphics2D graphics = sheet.graphics();
    graphics.setColor(colour);
    if (!stroke.equals(NO_LINE)) {
      graphics.setStroke(stroke);
      graphics.draw(new Line2D.Double(x, y, x + SAMPLE, y));
    }
    marker.paint(graphics, x + SAMPLE / 2.0, y, MARKER);
    sheet.textTo(name, x + width(), y, Sheet.PLAIN, Palette.INK);
  }
}
