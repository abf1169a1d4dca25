package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CentralMomentsTest {
  private static final double EXACT = 1e-12;

  @Test
  void momentsOfThreePixelsByHand() {
    CentralMoments moments = CentralMoments.of(Masks.drawn("##", "#."));
    // Centres at (0.5, 0.5), (1.5, 0.5), (0.5, 1.5): deviations -1/3, 2/3, -1/3.
    assertThat(moments.centreX()).isCloseTo(2.5 / 3, within(EXACT));
    assertThat(moments.centreY()).isCloseTo(2.5 / 3, within(EXACT));
    assertThat(moments.xx()).isCloseTo(2 / 9.0, within(EXACT));
    assertThat(moments.yy()).isCloseTo(2 / 9.0, within(EXACT));
    assertThat(moments.xy()).isCloseTo(-1 / 9.0, within(EXACT));
    assertThat(moments.xxx()).isCloseTo(2 / 27.0, within(EXACT));
    assertThat(moments.yyy()).isCloseTo(2 / 27.0, within(EXACT));
    assertThat(moments.xxy()).isCloseTo(-1 / 27.0, within(EXACT));
    assertThat(moments.xyy()).isCloseTo(-1 / 27.0, within(EXACT));
  }

  @Test
  void thoseOfHuForASquareAndAnEllipse() {
    double[] square = CentralMoments.of(Masks.square(40)).hu();
    // Both second moments are (40 * 40 - 1) / 12, beside an area of 40 * 40.
    assertThat(square[0]).isCloseTo((1600 - 1) / 6.0 / 1600, within(EXACT));
    for (int i = 1; i < 4; i++) {
      assertThat(square[i]).isCloseTo(0, within(EXACT));
    }
    // An ellipse's are a * a / 4 and b * b / 4, beside pi * a * b.
    double[] ellipse = CentralMoments.of(Masks.ellipse(80, 40, 0.4)).hu();
    assertThat(ellipse[0]).isCloseTo((1600 + 400) / (3200 * Math.PI), within(1e-3));
    assertThat(ellipse[1]).isCloseTo(Math.pow((1600 - 400) / (3200 * Math.PI), 2), within(1e-3));
  }

  @Test
  void turningScalingAndMirroringLeaveThoseOfHu() {
    double[] upright = CentralMoments.of(drop(1, 0, 1)).hu();
    assertThat(upright[2]).isGreaterThan(1e-3);
    for (double[] moved :
        new double[][] {
          CentralMoments.of(drop(1, 1.1, 1)).hu(),
          CentralMoments.of(drop(2, 4, 1)).hu(),
          CentralMoments.of(drop(1.5, 2, -1)).hu()
        }) {
      for (int i = 0; i < 4; i++) {
        assertThat(moved[i]).isCloseTo(upright[i], within(0.03 * upright[i]));
      }
    }
  }

  /** A shape without symmetry of its halves: a disc with a tail. */
  private static PixelMask drop(double scale, double angle, int side) {
    int size = (int) (200 * scale);
    return PixelMask.of(
        size,
        size,
        (x, y) -> {
          double dx = (x + 0.5 - size / 2.0) / scale;
          double dy = side * (y + 0.5 - size / 2.0) / scale;
          double along = dx * Math.cos(angle) + dy * Math.sin(angle);
          double across = dy * Math.cos(angle) - dx * Math.sin(angle);
          boolean tail = along > 0 && along < 90 && Math.abs(across) < 8;
          return Math.hypot(along, across) < 30 || tail;
        });
  }
}
