package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistanceMapTest {
  /** The chamfer distance's known error. */
  private static final double CHAMFER = 0.081;

  @Test
  void depthIsNearlyTheEuclideanDistanceToTheNearestOutside() {
    for (PixelMask mask : Masks.random(200)) {
      DistanceMap depth = DistanceMap.within(mask);
      double largest = 0;
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          double expected = nearest(mask, x, y, false);
          double found = depth.distance(y * mask.width() + x);
          assertThat(found).isCloseTo(expected, within(CHAMFER * expected));
          largest = Math.max(largest, found);
        }
      }
      assertThat(depth.largest()).isEqualTo(largest);
    }
  }

  @Test
  void pixelsAreNearlyTheEuclideanDistanceFromAMask() {
    for (PixelMask mask : Masks.random(200)) {
      if (mask.area() > 0) {
        DistanceMap away = DistanceMap.from(mask);
        for (int y = 0; y < mask.height(); y++) {
          for (int x = 0; x < mask.width(); x++) {
            double expected = nearest(mask, x, y, true);
            assertThat(away.distance(y * mask.width() + x))
                .isCloseTo(expected, within(CHAMFER * expected));
          }
        }
      }
    }
  }

  /** From a pixel's centre to the next that belongs to the mask, or does not. */
  private static double nearest(PixelMask mask, int x, int y, boolean inside) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int v = -1; v <= mask.height(); v++) {
      for (int u = -1; u <= mask.width(); u++) {
        if (mask.contains(u, v) == inside) {
          nearest = Math.min(nearest, Math.hypot(u - x, v - y));
        }
      }
    }
    return nearest;
  }

  @Test
  void whatIsBeyondADistanceIsASmallerSquare() {
    PixelMask core = DistanceMap.within(Masks.square(11)).beyond(2);
    assertThat(core.area()).isEqualTo(7 * 7);
    assertThat(DistanceMap.within(Masks.square(11)).largest()).isEqualTo(6);
  }
}
