package io.cellclass.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SubstituteTest {
  private static RgbImage grey(int width, int height, int... levels) {
    byte[] bytes = new byte[3 * levels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) levels[i / 3];
    }
    return RgbImage.of(width, height, bytes);
  }

  @Test
  void theBackgroundIsTheMedianOfTheBorderInEachChannel() {
    byte[] bytes = new byte[27];
    Arrays.fill(bytes, (byte) 255);
    int[] red = {1, 2, 3, 8, 255, 7, 4, 5, 6};
    for (int i = 0; i < 9; i++) {
      bytes[3 * i] = (byte) red[i];
      bytes[3 * i + 1] = (byte) (i < 4 ? 200 : 201);
    }

    RgbImage background = Substitute.BACKGROUND.of(RgbImage.of(3, 3, bytes));

    // Of 1 to 8 the lower middle is 4; of four times 200 and four times 201 it is 200.
    for (int i = 0; i < 9; i++) {
      assertThat(background.rgb(i % 3, i / 3)).isEqualTo(0x04c8ff);
    }
  }

  @Test
  void imagesOfOneRowOrColumnAreAllBorder() {
    assertThat(Substitute.BACKGROUND.of(grey(3, 1, 9, 1, 5))).isEqualTo(grey(3, 1, 5, 5, 5));
    assertThat(Substitute.BACKGROUND.of(grey(1, 3, 9, 1, 5))).isEqualTo(grey(1, 3, 5, 5, 5));
    assertThat(Substitute.BACKGROUND.of(grey(1, 1, 0))).isEqualTo(grey(1, 1, 0));
  }

  @Test
  void theBlurIsTheGaussianMeanOfWhatIsThere() {
    int width = 30;
    int height = 25;
    int[] levels = new int[width * height];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = i * 37 % 256;
    }
    RgbImage blurred = Substitute.BLURRED.of(grey(width, height, levels));

    // A tenth of 25 pixels, cut off beyond the 8th.
    for (int[] place : new int[][] {{0, 0}, {29, 24}, {3, 12}, {15, 12}, {28, 1}}) {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < levels.length; i++) {
        int dx = i % width - place[0];
        int dy = i / width - place[1];
        if (Math.abs(dx) <= 8 && Math.abs(dy) <= 8) {
          double weight = Math.exp(-(dx * dx + dy * dy) / (2 * 2.5 * 2.5));
          sum += weight * levels[i];
          weights += weight;
        }
      }
      // Rounding to a level.
      assertThat((double) (blurred.rgb(place[0], place[1]) & 0xff))
          .isCloseTo(sum / weights, within(0.51));
    }
  }

  /** A wide blur is taken of means: a dark disc and stripes, at the edges, inside and outside. */
  @Test
  void aWideBlurIsNearlyTheGaussianMean() {
    int width = 203;
    int height = 180;
    int[] levels = new int[width * height];
    for (int i = 0; i < levels.length; i++) {
      int dx = i % width - 90;
      int dy = i / width - 100;
      levels[i] = dx * dx + dy * dy < 40 * 40 ? 60 : 200 + 5 * (i % width / 3 % 8);
    }
    RgbImage blurred = Substitute.BLURRED.of(grey(width, height, levels));
    for (int[] place :
        new int[][] {{0, 0}, {202, 179}, {90, 100}, {120, 70}, {60, 150}, {199, 3}}) {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < levels.length; i++) {
        int dx = i % width - place[0];
        int dy = i / width - place[1];
        if (Math.abs(dx) <= 54 && Math.abs(dy) <= 54) {
          double weight = Math.exp(-(dx * dx + dy * dy) / (2 * 18.0 * 18.0));
          sum += weight * levels[i];
          weights += weight;
        }
      }
      assertThat((double) (blurred.rgb(place[0], place[1]) & 0xff))
          .isCloseTo(sum / weights, within(1.5));
    }
  }

  @Property(tries = 50)
  void anImageOfOneColourIsItsOwnSubstitute(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll byte red,
      @ForAll byte green,
      @ForAll byte blue) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < bytes.length; i += 3) {
      bytes[i] = red;
      bytes[i + 1] = green;
      bytes[i + 2] = blue;
    }
    RgbImage image = RgbImage.of(width, height, bytes);

    for (Substitute substitute : Substitute.values()) {
      assertThat(substitute.of(image)).isEqualTo(image);
    }
  }
}
