package io.cellclass.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellMaskTest {
  private static final Box WINDOW = new Box(2, 3, 10, 8);

  @Test
  void boundsAreTheSmallestBox() {
    CellMask mask = mask((x, y) -> (x == 4 && y == 5) || (x == 7 && y == 9));
    assertThat(mask.bounds()).isEqualTo(new Box(4, 5, 4, 5));
    assertThat(mask.area()).isEqualTo(2);
    assertThat(mask.contains(4, 5)).isTrue();
    assertThat(mask.contains(7, 9)).isTrue();
    assertThat(mask.contains(5, 5)).isFalse();
    assertThat(mask.contains(-1, 400)).isFalse();
  }

  @Test
  void nothingInsideIsNoMask() {
    assertThat(CellMask.of(WINDOW, (x, y) -> false)).isNull();
  }

  @Test
  void overlapIsTheSharedPartOfTheSmaller() {
    CellMask wide = mask((x, y) -> y == 4);
    CellMask corner = mask((x, y) -> x < 4 && y < 6);
    assertThat(wide.area()).isEqualTo(10);
    assertThat(corner.area()).isEqualTo(6);
    assertThat(wide.intersection(corner)).isEqualTo(2);
    assertThat(wide.overlap(corner)).isEqualTo(2 / 6.0);
    assertThat(corner.overlap(wide)).isEqualTo(2 / 6.0);
  }

  @Test
  void masksApartShareNothing() {
    assertThat(mask((x, y) -> x == 2).overlap(mask((x, y) -> x == 9))).isZero();
  }

  @Test
  void equalityIsOfPixels() {
    CellMask one = mask((x, y) -> x == 5);
    CellMask same = requireNonNull(CellMask.of(new Box(5, 3, 1, 8), (x, y) -> true));
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).isNotEqualTo(mask((x, y) -> x == 6));
    assertThat(one).hasToString("CellMask[8 pixels in Box[x=5, y=3, width=1, height=8]]");
  }

  private static CellMask mask(CellMask.PixelTest inside) {
    return requireNonNull(CellMask.of(WINDOW, inside));
  }
}
