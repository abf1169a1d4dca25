package io.cellclass.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import org.junit.jupiter.api.Test;

class MaskOverlapTest {
  @Test
  void diceAndIouAreSharesOfThePixels() {
    MaskOverlap overlap =
        MaskOverlap.of(
            3,
            2,
            new boolean[] {true, true, true, false, false, false},
            new boolean[] {false, true, true, true, true, false});

    assertThat(overlap).isEqualTo(new MaskOverlap(3, 4, 2));
    assertThat(overlap.dice()).isEqualTo(4.0 / 7);
    assertThat(overlap.iou()).isEqualTo(2.0 / 5);
    // Dice is 2 IoU / (1 + IoU), whatever the masks.
    assertThat(overlap.dice()).isCloseTo(2 * 0.4 / 1.4, within(1e-15));
  }

  @Test
  void nothingToFindAndNothingFoundAgree() {
    assertThat(new MaskOverlap(0, 0, 0).dice()).isEqualTo(1);
    assertThat(new MaskOverlap(0, 0, 0).iou()).isEqualTo(1);
    assertThat(new MaskOverlap(5, 0, 0).dice()).isZero();
    assertThat(new MaskOverlap(0, 5, 0).iou()).isZero();
  }

  @Test
  void wholeCellsHaveTheirNuclei() {
    PixelClass[] classes = {PixelClass.NUCLEUS, PixelClass.CYTOPLASM, PixelClass.BACKGROUND};
    LabelMap truth = LabelMap.of(3, 1, new int[] {1, 1, 0}, classes);
    LabelMap found = LabelMap.of(3, 1, new int[] {1, 0, 2});

    assertThat(MaskOverlap.ofCells(truth, found)).isEqualTo(new MaskOverlap(2, 2, 1));
    assertThat(MaskOverlap.ofNuclei(truth, truth)).isEqualTo(new MaskOverlap(1, 1, 1));
    assertThat(MaskOverlap.ofNuclei(truth, found)).isEqualTo(new MaskOverlap(1, 0, 0));
  }

  @Test
  void pooledPixelsWeighLargeImagesMore() {
    MaskOverlap pooled = new MaskOverlap(10, 10, 10).plus(new MaskOverlap(90, 90, 0));

    assertThat(pooled.dice()).isEqualTo(0.1);
  }

  @Test
  void masksOfAnotherSizeAreRefused() {
    assertThatThrownBy(() -> MaskOverlap.of(2, 2, new boolean[4], new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a mask of 2x2 pixels, found 3");
    assertThatThrownBy(() -> MaskOverlap.ofCells(Drawn.row(0, 1), Drawn.row(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("masks of different sizes: 2x1 and 1x1");
    assertThatThrownBy(() -> new MaskOverlap(1, 2, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
