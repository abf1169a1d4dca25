package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RegionTextureTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** The texture of greens given as levels of eight. */
  private static double[] texture(int distance, int[][] levels, String... mask) {
    int width = levels[0].length;
    byte[] rgb = new byte[3 * width * levels.length];
    for (int i = 0; i < rgb.length / 3; i++) {
      rgb[3 * i] = (byte) (17 * i);
      rgb[3 * i + 1] = (byte) (8 * levels[i / width][i % width] + i % 8);
      rgb[3 * i + 2] = (byte) (29 * i);
    }
    RgbImage image = RgbImage.of(width, levels.length, rgb);
    return RegionTexture.of(image, Masks.drawn(mask), distance);
  }

  @Test
  void oneLevel() {
    assertThat(texture(1, new int[][] {{5, 5}, {5, 5}}, "##", "##"))
        .containsExactly(new double[] {0, 1, 0, 0}, EXACT);
  }

  @Test
  void onePairOfLevels() {
    // (4, 7) and (7, 4): a half each; mean 5.5, variance and minus the covariance 2.25.
    assertThat(texture(1, new int[][] {{4, 7}}, "##"))
        .containsExactly(new double[] {9, 0.1, -1, Math.log(2)}, EXACT);
  }

  @Test
  void allFourDirectionsCount() {
    // Two rows of equal levels 0 over 1: two pairs along rows, two along columns, two diagonals.
    double[] found = texture(1, new int[][] {{0, 0}, {1, 1}}, "##", "##");
    // 0-0 and 1-1 a sixth each, 0-1 and 1-0 a third each.
    assertThat(found)
        .containsExactly(
            new double[] {
              2 / 3.0, 1 / 3.0 + 1 / 3.0, (2 / 6.0 - 4 / 6.0), Math.log(6) / 3 + 2 * Math.log(3) / 3
            },
            EXACT);
  }

  @Test
  void pairsLieTheDistanceApartAndWithinTheMask() {
    int[][] levels = {{0, 9, 2, 9, 0}};
    assertThat(texture(2, levels, "#.#..")[0]).isEqualTo(4);
    assertThat(texture(2, levels, "#####")[0]).isEqualTo((4 + 0 + 4) / 3.0);
    assertThat(texture(1, levels, "#.#.#")).containsOnly(0);
    assertThat(texture(7, levels, "#####")).containsOnly(0);
  }
}
