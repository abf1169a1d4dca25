package io.cellclass.segment.classic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MorphologyTest {
  @Test
  void openingTakesAwayWhereTheDiscDoesNotFit() {
    boolean[] mask =
        Drawing.mask(".........", ".###.....", ".########", ".###.....", ".......#.", ".........");
    boolean[] expected =
        Drawing.mask(".........", "..##.....", ".####....", "..##.....", ".........", ".........");

    assertThat(Morphology.opened(mask, 1, 9, 6)).isEqualTo(expected);
  }

  @Test
  void openingGoesOnBehindTheBorder() {
    boolean[] mask = Drawing.mask("##..", "##..", "##..");

    assertThat(Morphology.opened(mask, 1, 4, 3)).isEqualTo(mask);
  }

  @Test
  void smallHolesAreFilledAndBaysAreNot() {
    boolean[] mask = Drawing.mask("######.", "#.#..#.", "######.", "#...##.");

    assertThat(Morphology.filled(mask, 1, 7, 4))
        .isEqualTo(Drawing.mask("######.", "###..#.", "######.", "#...##."));
    assertThat(Morphology.filled(mask, 2, 7, 4))
        .isEqualTo(Drawing.mask("######.", "######.", "######.", "#...##."));
  }

  @Test
  void specksAreDropped() {
    boolean[] mask = Drawing.mask("##..#", "..#..", "....#");

    assertThat(Morphology.largest(mask, 5, 3)).isEqualTo(3);
    assertThat(Morphology.withoutSpecks(mask, 2, 5, 3))
        .isEqualTo(Drawing.mask("##...", "..#..", "....."));
  }
}
