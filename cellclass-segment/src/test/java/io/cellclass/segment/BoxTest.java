package io.cellclass.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoxTest {
  private static final Box SQUARE = new Box(0, 0, 10, 10);

  @Test
  void theOverlapIsTheSharedPartOfTheUnion() {
    assertThat(SQUARE.overlap(new Box(5, 0, 15, 10))).isEqualTo(50.0 / 150);
    assertThat(SQUARE.overlap(SQUARE)).isEqualTo(1);
    assertThat(SQUARE.overlap(new Box(10, 0, 20, 10))).isZero();
    assertThat(new Box(1, 1, 1, 1).overlap(new Box(1, 1, 1, 1))).isZero();
  }

  @Test
  void aBoxIsCutAtTheImage() {
    assertThat(new Box(-5, 8, 5, 20).clipped(10, 10)).isEqualTo(new Box(0, 8, 5, 10));
    assertThat(new Box(20, 20, 30, 30).clipped(10, 10).area()).isZero();
  }

  @Test
  void theSidesAndTheCentreAreThoseOfTheEdges() {
    Box box = Box.centred(3, 4, 2, 6);

    assertThat(box).isEqualTo(new Box(2, 1, 4, 7));
    assertThat(box.centreX()).isEqualTo(3);
    assertThat(box.area()).isEqualTo(12);
    assertThat(box.scaled(2, 0.5)).isEqualTo(new Box(4, 0.5, 8, 3.5));
  }

  @Test
  void edgesOutOfOrderAreRefused() {
    assertThatThrownBy(() -> new Box(2, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no box: from (2.0, 0.0) to (1.0, 1.0)");
    assertThatThrownBy(() -> new Box(0, Double.NaN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
