package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.style.markers.SeriesMarkers;

class CurveChartTest {
  private static final Color FIRST = Palette.CURVES.get(0);
  private static final Color SECOND = Palette.CURVES.get(1);

  private static CurveChart chart() {
    return new CurveChart("x", "y").xFrom(0, 10).yFrom(0, 1).numbers("0", "0.0");
  }

  private static List<Point> line(double from, double to) {
    return List.of(new Point(0, from), new Point(10, to));
  }

  /** The mean height of the pixels of a colour in a column, from the top; NaN if there is none. */
  private static double height(Picture picture, Color colour, double x) {
    BufferedImage pixels = picture.pixels();
    int column = (int) (x * pixels.getWidth());
    return IntStream.range(0, 2 * CurveChart.HEIGHT)
        .filter(y -> new Color(pixels.getRGB(column, y)).equals(colour))
        .average()
        .orElse(Double.NaN);
  }

  private static long pixels(Picture picture, Color colour) {
    BufferedImage pixels = picture.pixels();
    return IntStream.range(0, pixels.getWidth() * 2 * CurveChart.HEIGHT)
        .map(i -> pixels.getRGB(i % pixels.getWidth(), i / pixels.getWidth()))
        .filter(rgb -> new Color(rgb).equals(colour))
        .count();
  }

  @Test
  void aLargerValueIsHigherUp() {
    Picture picture = chart().curve("low", line(0.2, 0.2)).curve("high", line(0.8, 0.8)).draw();
    double low = height(picture, FIRST, 0.3);
    double high = height(picture, SECOND, 0.3);
    assertThat(high).isLessThan(low - 100);
    double middle = height(chart().curve("middle", line(0.5, 0.5)).draw(), FIRST, 0.3);
    assertThat(middle).isBetween((low + high) / 2 - 3, (low + high) / 2 + 3);
  }

  @Test
  void aRisingCurveRises() {
    Picture picture = chart().curve("rising", line(0.1, 0.9)).draw();
    assertThat(height(picture, FIRST, 0.8)).isLessThan(height(picture, FIRST, 0.3) - 100);
  }

  /** On a logarithmic axis 0.01 is in the middle between 0.0001 and 1. */
  @Test
  void powersOfTenAreEquallyFarApart() {
    List<Double> heights =
        List.of(1e-4, 1e-2, 1.0).stream()
            .map(
                y ->
                    List.of(
                        new Point(0, 1e-4), new Point(0.1, y), new Point(9.9, y), new Point(10, 1)))
            .map(
                points ->
                    new CurveChart("x", "y")
                        .logarithmicY(true)
                        .numbers("0", "0.####")
                        .curve("c", points)
                        .draw())
            .map(picture -> height(picture, FIRST, 0.5))
            .toList();
    double middle = (heights.get(0) + heights.get(2)) / 2;
    assertThat(heights.get(1)).isBetween(middle - 3, middle + 3);
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOut() {
    List<Point> points =
        List.of(
            new Point(0, 0.5),
            new Point(3, Double.NaN),
            new Point(6, Double.POSITIVE_INFINITY),
            new Point(10, 0.5));
    Picture picture = chart().curve("broken", points).draw();
    assertThat(height(picture, FIRST, 0.5))
        .isEqualTo(height(chart().curve("whole", line(0.5, 0.5)).draw(), FIRST, 0.5));
  }

  @Test
  void aCurveWithoutAnyValueIsLeftOut() {
    List<Point> none = List.of(new Point(1, Double.NaN));
    Picture picture = chart().curve("none", none).curve("some", line(0.5, 0.5)).draw();
    assertThat(pixels(picture, FIRST)).isZero();
    assertThat(pixels(picture, SECOND)).isPositive();
    assertThat(new CurveChart("x", "y").curve("none", none).draw().width())
        .isEqualTo(CurveChart.WIDTH);
  }

  @Test
  void onePointIsDrawn() {
    List<Point> one = List.of(new Point(5, 0.5));
    assertThat(pixels(new CurveChart("x", "y").curve("one", one).draw(), FIRST)).isPositive();
    assertThat(
            pixels(new CurveChart("x", "y").points("one", one, SeriesMarkers.CIRCLE).draw(), FIRST))
        .isPositive();
  }

  @Test
  void aRangeReachesFromEndToEnd() {
    Picture point = chart().points("p", List.of(new Point(5, 0.5)), SeriesMarkers.CIRCLE).draw();
    Picture ranged =
        chart()
            .points("p", List.of(new Point(5, 0.5)), SeriesMarkers.CIRCLE)
            .range(5, 0.1, 0.9)
            .draw();
    assertThat(pixels(ranged, FIRST)).isGreaterThan(pixels(point, FIRST) + 300);
  }

  @Test
  void curvesDifferByDashTooAndNotByColourAlone() {
    assertThat(IntStream.range(0, 4).mapToObj(i -> LegendEntry.stroke(2, i)))
        .doesNotHaveDuplicates();
  }

  @Test
  void twoCurvesMayHaveTheSameName() {
    Picture picture = chart().curve("same", line(0.2, 0.2)).curve("same", line(0.8, 0.8)).draw();
    assertThat(pixels(picture, SECOND)).isPositive();
  }

  @Test
  void aLegendHasAsManyRowsAsItNeeds() {
    int bare = chart().curve("one", line(0, 1)).draw().height();
    assertThat(bare).isEqualTo(CurveChart.HEIGHT);
    assertThat(chart().curve("one", line(0, 1)).curve("two", line(0, 1)).draw().height())
        .isEqualTo(bare + LegendEntry.HEIGHT);
    CurveChart many = chart();
    IntStream.range(10, 22).forEach(i -> many.curve("a rather long name " + i, line(0, 1)));
    assertThat(many.draw().height()).isEqualTo(bare + 6 * LegendEntry.HEIGHT);
  }

  @Test
  void theSameCurvesGiveTheSameBytes() throws IOException {
    assertThat(chart().curve("one", line(0, 1)).draw().png())
        .isEqualTo(chart().curve("one", line(0, 1)).draw().png());
  }
}
