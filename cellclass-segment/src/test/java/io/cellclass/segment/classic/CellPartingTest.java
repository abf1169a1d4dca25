package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import org.junit.jupiter.api.Test;

class CellPartingTest {
  private static final int WIDTH = 80;
  private static final int HEIGHT = 40;

  private static void disc(boolean[] mask, double x, double y, double radius) {
    for (int i = 0; i < mask.length; i++) {
      int row = i / WIDTH;
      mask[i] |= Math.hypot(i % WIDTH - x, row - y) <= radius;
    }
  }

  private static LabelMap part(boolean[] cells, boolean[] nuclei, boolean all) {
    return CellParting.of(cells, nuclei, all, WIDTH, HEIGHT);
  }

  @Test
  void touchingCellsAreParted() {
    boolean[] cells = new boolean[WIDTH * HEIGHT];
    disc(cells, 20, 20, 14);
    disc(cells, 46, 20, 14);
    boolean[] nuclei = new boolean[cells.length];
    disc(nuclei, 18, 20, 7);
    disc(nuclei, 48, 20, 7);

    LabelMap map = part(cells, nuclei, false);

    assertThat(map.count()).isEqualTo(2);
    assertThat(map.cell(31, 20)).isEqualTo(map.cell(18, 20));
    assertThat(map.cell(35, 20)).isEqualTo(map.cell(48, 20)).isNotEqualTo(map.cell(31, 20));
    assertThat(map.pixelClass(18, 20)).isEqualTo(PixelClass.NUCLEUS);
    assertThat(map.pixelClass(9, 20)).isEqualTo(PixelClass.CYTOPLASM);
  }

  @Test
  void aTouchingRedCellIsNoneOfTheWhiteCellsUnlessAllAreWanted() {
    boolean[] cells = new boolean[WIDTH * HEIGHT];
    disc(cells, 24, 20, 16);
    disc(cells, 49, 20, 10);
    boolean[] nuclei = new boolean[cells.length];
    disc(nuclei, 22, 20, 8);

    assertThat(part(cells, nuclei, false).count()).isEqualTo(1);
    assertThat(part(cells, nuclei, false).cell(50, 20)).isZero();
    assertThat(part(cells, nuclei, true).count()).isEqualTo(2);
    assertThat(part(cells, nuclei, true).cell(50, 20)).isEqualTo(2);
  }

  @Test
  void lobesInOneCellAreOneCell() {
    boolean[] cells = new boolean[WIDTH * HEIGHT];
    disc(cells, 30, 20, 16);
    boolean[] nuclei = new boolean[cells.length];
    disc(nuclei, 23, 20, 5);
    disc(nuclei, 37, 18, 5);

    LabelMap map = part(cells, nuclei, false);

    assertThat(map.count()).isEqualTo(1);
    assertThat(map.pixelClass(37, 18)).isEqualTo(PixelClass.NUCLEUS);
  }

  @Test
  void aNucleusInTheWaistHoldsACellTogether() {
    boolean[] cells = new boolean[WIDTH * HEIGHT];
    disc(cells, 24, 20, 12);
    disc(cells, 45, 20, 12);
    boolean[] bridging = new boolean[cells.length];
    disc(bridging, 34, 20, 7);

    assertThat(part(cells, new boolean[cells.length], true).count()).isEqualTo(2);
    assertThat(part(cells, bridging, false).count()).isEqualTo(1);
    assertThat(part(cells, bridging, false).cell(14, 20)).isEqualTo(1);
  }

  @Test
  void aBulgeOfCytoplasmStaysWithItsNucleus() {
    boolean[] cells = new boolean[WIDTH * HEIGHT];
    disc(cells, 16, 20, 8);
    disc(cells, 34, 20, 13);
    boolean[] nuclei = new boolean[cells.length];
    disc(nuclei, 16, 20, 6);

    assertThat(part(cells, new boolean[cells.length], true).count()).isEqualTo(2);
    assertThat(part(cells, nuclei, false).cell(45, 20)).isEqualTo(1);
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    boolean[] none = new boolean[WIDTH * HEIGHT];
    boolean[] nuclei = new boolean[none.length];
    disc(nuclei, 20, 20, 6);

    assertThat(part(none, nuclei, true).count()).isZero();
  }
}
