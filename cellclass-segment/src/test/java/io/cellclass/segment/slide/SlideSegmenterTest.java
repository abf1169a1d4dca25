package io.cellclass.segment.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.measure.CellMeasurements;
import io.cellclass.segment.measure.CellMeasurer;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.FieldPlan;
import io.cellclass.testkit.Framing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlideSegmenterTest {
  private static final int MARGIN = 160;

  private static final RgbImage FIELD =
      BloodSmears.field(
              FieldPlan.DEFAULT
                  .withFraming(new Framing(700, 520, 6))
                  .withCells(6, 45, 8)
                  .withOverlap(0),
              11)
          .image();

  private static List<SlideCell> cells(int side) throws IOException {
    List<SlideCell> cells = new ArrayList<>();
    SlideSegmenter.of(new Thresholded())
        .withBlocks(side, MARGIN)
        .segment(SlideImage.of("field", FIELD), cells::add, BlockListener.none());
    return cells;
  }

  @Test
  void cellsOfBlocksTogetherAreTheMapOfTheWhole() throws IOException {
    LabelMap whole = new Thresholded().segment(FIELD);
    for (int side : new int[] {100, 400, 1000}) {
      List<SlideCell> cells = cells(side);

      assertThat(cells).as("blocks of " + side).hasSize(whole.count());
      int[] placed = new int[FIELD.width() * FIELD.height()];
      for (int i = 0; i < cells.size(); i++) {
        SlideCell cell = cells.get(i);
        assertThat(cell.number()).isEqualTo(i + 1);
        assertThat(cell.cut()).isFalse();
        check(cell, whole, placed);
      }
      assertThat(placed).isEqualTo(whole.cells());
    }
  }

  /** The window's colours and classes; and notes, pixel by pixel, which cell of the whole it is. */
  private static void check(SlideCell cell, LabelMap whole, int[] placed) {
    int wrong = 0;
    int number = 0;
    for (int i = 0; i < cell.map().width() * cell.map().height(); i++) {
      int x = i % cell.map().width();
      int y = i / cell.map().width();
      int column = cell.left() + x;
      int row = cell.top() + y;
      wrong += cell.image().rgb(x, y) == FIELD.rgb(column, row) ? 0 : 1;
      if (cell.map().cell(x, y) == 1) {
        number = number == 0 ? whole.cell(column, row) : number;
        wrong += cell.map().pixelClass(x, y) == whole.pixelClass(column, row) ? 0 : 1;
        wrong += placed[row * FIELD.width() + column] == 0 ? 0 : 1;
        placed[row * FIELD.width() + column] = number;
      }
    }
    assertThat(wrong).as("pixels of " + cell.box()).isZero();
  }

  @Test
  void measurementsAreThoseOfTheWhole() throws IOException {
    CellMeasurer measurer = CellMeasurer.inPixels();
    Comparator<CellMeasurements> byPlace =
        Comparator.comparingDouble((CellMeasurements cell) -> cell.bounds().top())
            .thenComparingDouble(cell -> cell.bounds().left())
            .thenComparingDouble(cell -> cell.area());
    List<CellMeasurements> whole =
        measurer.measure(new Thresholded().segment(FIELD), FIELD).stream().sorted(byPlace).toList();
    List<CellMeasurements> parts =
        cells(200).stream().map(measurer::measure).sorted(byPlace).toList();

    assertThat(parts).hasSameSizeAs(whole);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(parts.get(i))
          .usingRecursiveComparison()
          .ignoringFields("cell")
          .withComparatorForType(
              (a, b) -> Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a)) ? 0 : 1, Double.class)
          .isEqualTo(whole.get(i));
    }
  }

  /** A bar of 600 pixels, of which no view of 200 and 64 around shows all. */
  @Test
  void aCellLargerThanTheMarginIsCutAndTold() throws IOException {
    byte[] rgb = new byte[3 * 700 * 100];
    Arrays.fill(rgb, (byte) 240);
    for (int i = 0; i < 700 * 100; i++) {
      boolean bar = i % 700 >= 50 && i % 700 < 650 && i / 700 >= 40 && i / 700 < 60;
      boolean dot = i % 700 >= 10 && i % 700 < 30 && i / 700 < 10;
      if (bar || dot) {
        rgb[3 * i + 1] = 50;
      }
    }
    List<SlideCell> cells = new ArrayList<>();
    SlideSegmenter.of(new Thresholded())
        .withBlocks(200, 64)
        .segment(
            SlideImage.of("bar", RgbImage.of(700, 100, rgb)), cells::add, BlockListener.none());

    assertThat(cells.get(0).atEdge()).isTrue();
    assertThat(cells.get(0).cut()).isFalse();
    List<SlideCell> parts = cells.subList(1, cells.size());
    assertThat(parts).isNotEmpty().allMatch(SlideCell::cut).noneMatch(SlideCell::atEdge);
    assertThat(CellMeasurer.inPixels().measure(parts.get(0)).atBorder()).isTrue();
    assertThat(CellMeasurer.inPixels().measure(cells.get(0)).atBorder()).isTrue();
  }

  @Test
  void aMapOfAnotherSizeIsRefused() {
    Segmenter wrong = image -> LabelMap.of(1, 1, new int[] {1});
    assertThatThrownBy(
            () ->
                SlideSegmenter.of(wrong)
                    .segment(SlideImage.of("field", FIELD), cell -> {}, BlockListener.none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected a segmenter to give a map of the size of");
  }
}
