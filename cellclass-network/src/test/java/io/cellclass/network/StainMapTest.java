package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RgbImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StainMapTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;

  /** A purple disc of radius 8 in a pale violet one of radius 16, on a yellow ground. */
  private static RgbImage cell() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double away = distance(x, y);
        int[] colour =
            away < 8
                ? new int[] {90, 40, 150}
                : away < 16 ? new int[] {200, 180, 220} : new int[] {240, 235, 200};
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * WIDTH + x) + c] = (byte) colour[c];
        }
      }
    }
    return RgbImage.of(WIDTH, HEIGHT, rgb);
  }

  private static double distance(int x, int y) {
    return Math.hypot(x - 30, y - 20);
  }

  @Test
  void nucleusCellAndGroundAreToldApartUpToTheSmoothing() {
    StainMap map = StainMap.of(cell());
    assertThat(map.width()).isEqualTo(WIDTH);
    assertThat(map.height()).isEqualTo(HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double away = distance(x, y);
        if (Math.abs(away - 8) > 3) {
          assertThat(map.isNucleus(x, y)).as("%d %d", x, y).isEqualTo(away < 8);
        }
        if (Math.abs(away - 16) > 3) {
          assertThat(map.isCell(x, y)).as("%d %d", x, y).isEqualTo(away < 16);
        }
      }
    }
    // Blue less green is 110 in the nucleus and -35 on the ground.
    assertThat(map.contrast()).isBetween(120.0, 145.0);
  }

  @Test
  void anImageOfOneColourHasNoContrast() {
    byte[] rgb = new byte[3 * 12 * 10];
    Arrays.fill(rgb, (byte) 120);
    assertThat(StainMap.of(RgbImage.of(12, 10, rgb)).contrast()).isNaN();
  }
}
