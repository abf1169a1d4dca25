package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Frame;
import io.cellclass.RgbImage;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Framing.WholeImage;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final RgbImage PIXEL = RgbImage.of(1, 1, new byte[] {0, (byte) 255, 51});

  @Test
  void pixelValuesBecomeTheRange() {
    Preprocessing unit = new Preprocessing(new WholeImage(), 1, ValueRange.UNIT);
    assertThat(unit.apply(PIXEL)).containsExactly(new float[] {0, 1, 0.2f}, within(1e-6f));
    Preprocessing signed = new Preprocessing(new WholeImage(), 1, ValueRange.SIGNED);
    assertThat(signed.apply(PIXEL)).containsExactly(new float[] {-1, 1, -0.6f}, within(1e-6f));
  }

  @Test
  void theLightIsBalancedBeforeAnythingElse() {
    RgbImage cell = Drawing.plain(90, 90, 0xe0d080).disc(40, 50, 15, 0x602060).image();
    Preprocessing balanced =
        new Preprocessing(Illumination.WHITE_BALANCED, new CellCentred(60), 20, ValueRange.UNIT);
    Preprocessing plain = new Preprocessing(new CellCentred(60), 20, ValueRange.UNIT);
    RgbImage even = Illumination.WHITE_BALANCED.apply(cell);
    assertThat(balanced.apply(cell)).isEqualTo(plain.apply(even)).isNotEqualTo(plain.apply(cell));
  }

  /** Balanced once more, a darker image would be as light as before. */
  @Test
  void whatChangesAnImageChangesItUnderEvenLight() {
    Preprocessing balanced =
        new Preprocessing(Illumination.WHITE_BALANCED, new WholeImage(), 1, ValueRange.UNIT);
    RgbImage grey = RgbImage.of(1, 1, new byte[] {100, 100, 100});
    assertThat(balanced.apply(grey, even -> RgbImage.of(1, 1, new byte[] {51, 51, 51})))
        .containsExactly(new float[] {0.2f, 0.2f, 0.2f}, within(1e-6f));
    byte[][] seen = new byte[1][];
    balanced.apply(
        grey,
        even -> {
          seen[0] = even.bytes();
          return even;
        });
    assertThat(seen[0]).containsOnly((byte) 245);
  }

  @Test
  void theInputHasThreeValuesForEachPixel() {
    for (int size : new int[] {1, 7, 75}) {
      float[] input = new Preprocessing(new WholeImage(), size, ValueRange.UNIT).apply(PIXEL);
      assertThat(input).hasSize(3 * size * size);
    }
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    for (int size : new int[] {0, -1, 8193}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Preprocessing(new WholeImage(), size, ValueRange.UNIT))
          .withMessageContaining("not " + size);
    }
  }

  @Test
  void sidesOutOfRangeAreRefused() {
    for (double side : new double[] {0, 0.9, 100_001, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CellCentred(side))
          .withMessageContaining("not " + side);
    }
  }

  @Test
  void theWholeImageIsFramedByItsBorder() {
    RgbImage image = RgbImage.of(4, 2, new byte[24]);
    assertThat(new WholeImage().frame(image)).isEqualTo(new Frame(0, 0, 4, 2));
  }

  @Test
  void aCellIsFramedByASquareOfTheSameSideWhereverItIs() {
    RgbImage image = Drawing.blank(200, 160).disc(50, 40, 25, Drawing.NUCLEUS).image();
    Frame frame = new CellCentred(110).frame(image);
    assertThat(frame.width()).isEqualTo(110);
    assertThat(frame.height()).isEqualTo(110);
    assertThat(frame.x()).isCloseTo(50 - 55, within(0.5));
    assertThat(frame.y()).isCloseTo(40 - 55, within(0.5));
  }

  @Test
  void anImageWithoutACellIsFramedWhole() {
    RgbImage image = Drawing.blank(30, 20).image();
    assertThat(new CellCentred(10).frame(image)).isEqualTo(new Frame(0, 0, 30, 20));
  }

  /** What a network sees does not change when the cell moves, except at the borders. */
  @Test
  void aMovedCellGivesTheSameInput() {
    Preprocessing preprocessing = new Preprocessing(new CellCentred(100), 50, ValueRange.UNIT);
    float[] here =
        preprocessing.apply(Drawing.blank(300, 300).disc(100, 100, 22, Drawing.NUCLEUS).image());
    float[] there =
        preprocessing.apply(Drawing.blank(300, 300).disc(190, 170, 22, Drawing.NUCLEUS).image());
    assertThat(there).containsExactly(here, within(1e-4f));
  }
}
