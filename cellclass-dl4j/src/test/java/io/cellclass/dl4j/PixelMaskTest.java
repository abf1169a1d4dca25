package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelMaskTest {
  private static final PixelMask MASK =
      Masks.drawn(
          "##..#", //
          ".#...", "..#.#", "....#");

  @Test
  void pixelsAreCountedAndNothingLiesBeyondTheBorder() {
    assertThat(MASK.area()).isEqualTo(7);
    assertThat(MASK.contains(4, 0)).isTrue();
    assertThat(MASK.contains(3, 0)).isFalse();
    assertThat(MASK.contains(-1, 1)).isFalse();
    assertThat(MASK.contains(5, 0)).isFalse();
    assertThat(MASK.contains(0, -1)).isFalse();
    assertThat(MASK.contains(4, 4)).isFalse();
  }

  @Test
  void blobsHangTogetherAlongEdgesNotCornersNorAroundTheBorder() {
    assertThat(MASK.blobs())
        .containsExactly(
            1, 1, 0, 0, 2, //
            0, 1, 0, 0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 0, 4);
    assertThat(MASK.blobCount()).isEqualTo(4);
    assertThat(Masks.drawn("..", "..").blobCount()).isZero();
  }

  @Test
  void whatBelongsToAnotherIsTakenAway() {
    PixelMask left = MASK.minus(Masks.drawn("#....", ".#...", ".....", "...##"));
    assertThat(left.area()).isEqualTo(4);
    assertThat(left.contains(1, 0)).isTrue();
    assertThat(left.contains(0, 0)).isFalse();
  }
}
