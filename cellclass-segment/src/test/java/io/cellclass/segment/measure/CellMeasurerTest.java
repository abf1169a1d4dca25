package io.cellclass.segment.measure;

import static io.cellclass.segment.measure.Drawn.disc;
import static io.cellclass.segment.measure.Drawn.ellipse;
import static io.cellclass.segment.measure.Drawn.rectangle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.CellMask;
import io.cellclass.testkit.Leukocyte;
import io.cellclass.testkit.SyntheticSmear;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellMeasurerTest {
  private static CellMeasurements measured(LabelMap map) {
    return CellMeasurer.inPixels().measure(map, List.of()).get(0);
  }

  @Test
  void aDiscMeasuresAsItsFormulasSay() {
    for (double radius : new double[] {10, 23.3, 50}) {
      CellMeasurements disc = measured(Drawn.map(disc(70.3, 68.9, radius)));

      assertThat(disc.area()).isCloseTo(Math.PI * radius * radius, withinPercentage(1.5));
      assertThat(disc.perimeter()).isCloseTo(2 * Math.PI * radius, withinPercentage(1.5));
      assertThat(disc.equivalentDiameter()).isCloseTo(2 * radius, withinPercentage(1));
      assertThat(disc.eccentricity()).isLessThan(0.2);
      assertThat(disc.solidity()).isBetween(0.92, 1.0);
      assertThat(disc.centroidX()).isCloseTo(70.3, within(0.2));
      assertThat(disc.centroidY()).isCloseTo(68.9, within(0.2));
    }
  }

  @Test
  void aTurnedEllipseHasTheSameMeasures() {
    double eccentricity = Math.sqrt(1 - 20.0 * 20 / (40 * 40));
    for (int degrees = 0; degrees < 180; degrees += 15) {
      CellMeasurements cell = measured(Drawn.map(ellipse(70, 70, 40, 20, degrees)));

      assertThat(cell.area()).isCloseTo(Math.PI * 800, withinPercentage(1));
      // By Ramanujan's second formula.
      assertThat(cell.perimeter()).isCloseTo(193.77, withinPercentage(4));
      assertThat(cell.eccentricity()).isCloseTo(eccentricity, within(0.005));
      assertThat(cell.solidity()).isGreaterThan(0.95);
    }
  }

  @Test
  void aRectangleIsSolidAndItsMomentsAreExact() {
    CellMeasurements cell = measured(Drawn.map(rectangle(70, 70, 60, 30, 0)));

    assertThat(cell.area()).isEqualTo(1800);
    assertThat(cell.solidity()).isEqualTo(1);
    assertThat(cell.eccentricity()).isCloseTo(Math.sqrt(0.75), within(1e-12));
    assertThat(cell.bounds()).isEqualTo(new Box(40, 55, 100, 85));
    assertThat(cell.perimeter()).isCloseTo(180, withinPercentage(6));
    assertThat(cell.centroidX()).isEqualTo(70);
  }

  @Test
  void perimetersAreRightOnAverageOverDirections() {
    double sum = 0;
    for (int degrees = 0; degrees < 90; degrees += 5) {
      sum += measured(Drawn.map(rectangle(70, 70, 80, 40, degrees))).perimeter() / 18;
    }

    assertThat(sum).isCloseTo(240, withinPercentage(1.5));
  }

  @Test
  void anAngleFillsThreeQuartersAndABitOfItsHull() {
    // An L of three squares; its hull lacks half of the fourth.
    CellMeasurements cell =
        measured(Drawn.map((x, y) -> x > 20 && x < 80 && y > 20 && y < 80 && (x < 50 || y < 50)));

    assertThat(cell.solidity()).isCloseTo(3 / 3.5, within(1e-12));
  }

  @Test
  void aPixelIsACell() {
    CellMeasurements cell = measured(LabelMap.of(1, 1, new int[] {1}));

    assertThat(cell.area()).isEqualTo(1);
    assertThat(cell.solidity()).isEqualTo(1);
    assertThat(cell.eccentricity()).isZero();
    assertThat(cell.atBorder()).isTrue();
    assertThat(cell.centroidX()).isEqualTo(0.5);
  }

  @Test
  void lengthsAreInMicrometresWhereThePixelIsKnown() {
    LabelMap map = Drawn.map(rectangle(70, 70, 60, 30, 0), rectangle(70, 70, 20, 30, 0));
    CellMeasurements pixels = measured(map);

    CellMeasurements cell = CellMeasurer.of(new PixelSize(0.1)).measure(map, List.of()).get(0);

    assertThat(cell.unit()).isEqualTo(LengthUnit.MICROMETRE);
    assertThat(cell.area()).isCloseTo(18, within(1e-9));
    assertThat(cell.nucleusArea()).isCloseTo(6, within(1e-9));
    assertThat(cell.nucleusToCytoplasm()).isEqualTo(0.5);
    assertThat(cell.perimeter()).isCloseTo(pixels.perimeter() / 10, within(1e-9));
    assertThat(cell.equivalentDiameter()).isCloseTo(pixels.equivalentDiameter() / 10, within(1e-9));
    assertThat(cell.solidity()).isEqualTo(pixels.solidity());
    assertThat(cell.centroidX()).isEqualTo(pixels.centroidX());
  }

  @Test
  void lobesAreCounted() {
    assertThat(measured(Drawn.map(disc(70, 70, 60))).lobes()).isZero();
    assertThat(measured(Drawn.map(disc(70, 70, 60), disc(60, 70, 30))).lobes()).isEqualTo(1);
    assertThat(measured(Drawn.map(disc(70, 70, 60), ellipse(70, 70, 45, 20, 30))).lobes())
        .isEqualTo(1);
    assertThat(
            measured(
                    Drawn.map(
                        disc(70, 70, 60),
                        disc(45, 70, 15)
                            .or(disc(95, 60, 15))
                            .or(disc(75, 98, 14))
                            .or(rectangle(70, 66, 50, 6, -10))))
                .lobes())
        .isEqualTo(3);
  }

  @Test
  void channelsHaveTheirMeanAndDeviation() {
    LabelMap map = LabelMap.of(4, 1, new int[] {1, 1, 2, 0});
    Channel marker = Channel.of("CD4", 4, 1, new float[] {2, 6, 0.5f, 100});

    List<CellMeasurements> cells = CellMeasurer.inPixels().measure(map, List.of(marker));

    assertThat(cells.get(0).channels()).containsExactly(new ChannelStatistics("CD4", 4, 2));
    assertThat(cells.get(1).channels()).containsExactly(new ChannelStatistics("CD4", 0.5, 0));
  }

  @Test
  void aDrawnCellHasTheNucleusThatWasDrawn() {
    SyntheticSmear smear = BloodSmears.cell(Leukocyte.LYMPHOCYTE, 3);
    CellMask cell = smear.whiteCells().get(0).cell();
    CellMask nucleus = smear.whiteCells().get(0).nucleus();
    RgbImage image = smear.image();
    int[] cells = new int[image.width() * image.height()];
    PixelClass[] classes = new io.cellclass.segment.PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int x = i % image.width();
      int y = i / image.width();
      cells[i] = cell.contains(x, y) ? 1 : 0;
      classes[i] =
          !cell.contains(x, y)
              ? PixelClass.BACKGROUND
              : nucleus.contains(x, y) ? PixelClass.NUCLEUS : PixelClass.CYTOPLASM;
    }

    CellMeasurements measured =
        CellMeasurer.inPixels()
            .measure(LabelMap.of(image.width(), image.height(), cells, classes), image)
            .get(0);

    double share = (double) nucleus.area() / (cell.area() - nucleus.area());
    assertThat(measured.area()).isEqualTo(cell.area());
    assertThat(measured.nucleusToCytoplasm()).isEqualTo(share);
    assertThat(measured.lobes()).isEqualTo(1);
    assertThat(measured.channels())
        .extracting(ChannelStatistics::channel)
        .containsExactly("red", "green", "blue", "methylene blue", "eosin");
  }

  @Test
  void aChannelOfAnotherSizeIsRefused() {
    Channel marker = Channel.of("CD4", 2, 2, new float[4]);
    assertThatThrownBy(
            () ->
                CellMeasurer.inPixels().measure(LabelMap.of(1, 1, new int[] {1}), List.of(marker)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected channels of the size of LabelMap[1x1, 1 cells], found Channel[CD4, 2x2]");
    assertThatThrownBy(() -> new PixelSize(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
