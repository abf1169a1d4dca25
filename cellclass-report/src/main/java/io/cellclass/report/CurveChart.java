package io.cellclass.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves in one style. Each has a colour, a marker and a dash of its own. */
final class CurveChart {
  static final int WIDTH = 556;
  static final int HEIGHT = 340;

  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.PLUS);
  // More markers than this cover the line that they are on.
  private static final int MOST_MARKERS = 30;

  private final XYChart chart;
  private final XYStyler style;
  private final List<LegendEntry> legend = new ArrayList<>();
  private int curves;

  CurveChart(String xTitle, String yTitle) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Palette.PAPER).setChartFontColor(Palette.INK);
    style.setChartTitleVisible(false).setChartPadding(8).setLegendVisible(false);
    style.setMarkerSize(LegendEntry.MARKER);
    style.setPlotBackgroundColor(Palette.PAPER).setPlotBorderVisible(false);
    style.setAxisTitleFont(TEXT).setAxisTickLabelsFont(TEXT).setAxisTickLabelsColor(Palette.FAINT);
    style.setAxisTickMarksColor(Palette.GRID).setPlotGridLinesColor(Palette.GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1)).setPlotMargin(0);
    style.setAxisTickPadding(6).setAxisTitlePadding(8).setAxisTicksLineVisible(false);
    style.setXAxisTickMarkSpacingHint(70).setYAxisTickMarkSpacingHint(44);
  }

  /** A line with a marker at each point. Values that are not finite are left out. */
  CurveChart curve(String name, List<Point> points) {
    int at = curves++;
    Marker marker =
        points.size() > MOST_MARKERS ? SeriesMarkers.NONE : MARKERS.get(at % MARKERS.size());
    return add(points, new LegendEntry(name, colour(at), LegendEntry.stroke(2, at), marker));
  }

  /** Points without a line between them. */
  CurveChart points(String name, List<Point> points, Marker marker) {
    return add(points, new LegendEntry(name, colour(curves++), LegendEntry.NO_LINE, marker));
  }

  /** A thin grey line to compare with. */
  CurveChart guide(String name, List<Point> points) {
    return add(
        points, new LegendEntry(name, Palette.FAINT, LegendEntry.stroke(1, 2), SeriesMarkers.NONE));
  }

  /** A vertical bar in the colour of what was added last: the range of one value. */
  CurveChart range(double x, double low, double high) {
    List<Point> ends = List.of(new Point(x, low), new Point(x, high));
    LegendEntry unnamed =
        new LegendEntry("", colour(curves - 1), LegendEntry.stroke(1.5f, 0), SeriesMarkers.NONE);
    series(ends).ifPresent(unnamed::applyTo);
    return this;
  }

  CurveChart xFrom(double low, double high) {
    style.setXAxisMin(low).setXAxisMax(high);
    return this;
  }

  CurveChart yFrom(double low, double high) {
    style.setYAxisMin(low).setYAxisMax(high);
    return this;
  }

  /**
   * How the numbers at the axes are written.
   *
   * @param x a pattern of {@link java.text.DecimalFormat}
   * @param y likewise
   */
  CurveChart numbers(String x, String y) {
    style.setXAxisDecimalPattern(x).setYAxisDecimalPattern(y);
    return this;
  }

  /**
   * Powers of ten at equal distances.
   *
   * @param decades whether only these are numbered
   */
  CurveChart logarithmicX(boolean decades) {
    style.setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(decades);
    return this;
  }

  /** As {@link #logarithmicX}. */
  CurveChart logarithmicY(boolean decades) {
    style.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(decades);
    return this;
  }

  private CurveChart add(List<Point> points, LegendEntry entry) {
    Optional<XYSeries> series = series(points);
    if (series.isPresent()) {
      entry.applyTo(series.get());
      legend.add(entry);
    }
    return this;
  }

  private Optional<XYSeries> series(List<Point> points) {
    List<Point> finite = points.stream().filter(Point::isFinite).toList();
    if (finite.isEmpty()) {
      return Optional.empty();
    }
    double[] x = finite.stream().mapToDouble(Point::x).toArray();
    double[] y = finite.stream().mapToDouble(Point::y).toArray();
    // Named by number: two curves may have the same label.
    return Optional.of(chart.addSeries(String.valueOf(chart.getSeriesMap().size()), x, y));
  }

  private static Color colour(int curve) {
    return Palette.CURVES.get(curve % Palette.CURVES.size());
  }

  Picture draw() {
    List<List<LegendEntry>> rows = LegendEntry.rows(legend, WIDTH);
    Sheet sheet = new Sheet(WIDTH, HEIGHT + rows.size() * LegendEntry.HEIGHT);
    chart.paint(sheet.graphics(), WIDTH, HEIGHT);
    for (int i = 0; i < rows.size(); i++) {
      LegendEntry.drawRow(sheet, rows.get(i), WIDTH, HEIGHT + i * LegendEntry.HEIGHT);
    }
    return Picture.of(sheet);
  }
}
