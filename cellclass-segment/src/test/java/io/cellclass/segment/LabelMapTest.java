package io.cellclass.segment;

import static io.cellclass.segment.PixelClass.BACKGROUND;
import static io.cellclass.segment.PixelClass.CYTOPLASM;
import static io.cellclass.segment.PixelClass.NUCLEUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabelMapTest {
  @Test
  void pixelsAreReadByColumnAndRow() {
    LabelMap map = LabelMap.of(3, 2, new int[] {0, 1, 1, 2, 0, 0});

    assertThat(map.count()).isEqualTo(2);
    assertThat(map.cell(1, 0)).isEqualTo(1);
    assertThat(map.cell(0, 1)).isEqualTo(2);
    assertThat(map.hasPixelClasses()).isFalse();
    assertThat(map.pixelClass(2, 0)).isEqualTo(CYTOPLASM);
    assertThat(map.pixelClass(2, 1)).isEqualTo(BACKGROUND);
    assertThatThrownBy(() -> map.cell(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void classesAreKept() {
    LabelMap map =
        LabelMap.of(3, 1, new int[] {0, 1, 1}, new PixelClass[] {BACKGROUND, CYTOPLASM, NUCLEUS});

    assertThat(map.hasPixelClasses()).isTrue();
    assertThat(map.pixelClass(2, 0)).isEqualTo(NUCLEUS);
    assertThat(map).isNotEqualTo(LabelMap.of(3, 1, new int[] {0, 1, 1}));
  }

  @Test
  void laterChangesOfTheArraysAreNotSeen() {
    int[] cells = {0, 1};
    LabelMap map = LabelMap.of(2, 1, cells);
    cells[1] = 0;
    map.cells()[1] = 0;

    assertThat(map.cell(1, 0)).isEqualTo(1);
  }

  @Test
  void numbersWithGapsAreRefused() {
    assertThatThrownBy(() -> LabelMap.of(2, 1, new int[] {0, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cell 1 has no pixel, and there is a cell 2");
    assertThatThrownBy(() -> LabelMap.of(2, 1, new int[] {0, Integer.MAX_VALUE}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LabelMap.of(2, 1, new int[] {0, -1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void classesThatContradictTheCellsAreRefused() {
    assertThatThrownBy(
            () -> LabelMap.of(2, 1, new int[] {0, 1}, new PixelClass[] {NUCLEUS, NUCLEUS}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pixel (0, 0) is of cell 0 and yet NUCLEUS");
  }

  @Test
  void anotherNumberOfPixelsIsRefused() {
    assertThatThrownBy(() -> LabelMap.of(2, 2, new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected cells of 2x2 pixels, found 3");
  }
}
