package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {
  // Sums of some thousand floats.
  private static final double ROUNDING = 1e-3;

  @Test
  void greyIsTheMeanOfThePixelsBelow() {
    // 3x2 pixels onto 2x2: each pixel of the thumbnail covers one and a half pixels of a row.
    RgbImage image = grey(3, 2, 30, 60, 90, 0, 120, 240);

    assertThat(Thumbnail.grey(image, 2))
        .containsExactly(
            new float[] {(30 + 60 / 2f) / 1.5f, (60 / 2f + 90) / 1.5f, 40, 200}, within(1e-4f));
  }

  @Test
  void coloursWeighAsTheEyeSeesThem() {
    RgbImage red = RgbImage.of(1, 1, new byte[] {100, 0, 0});
    RgbImage green = RgbImage.of(1, 1, new byte[] {0, 100, 0});
    RgbImage blue = RgbImage.of(1, 1, new byte[] {0, 0, 100});

    assertThat(Thumbnail.grey(red, 1)[0]).isCloseTo(29.9f, within(1e-4f));
    assertThat(Thumbnail.grey(green, 1)[0]).isCloseTo(58.7f, within(1e-4f));
    assertThat(Thumbnail.grey(blue, 1)[0]).isCloseTo(11.4f, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,200", "32,32", "33,31", "360,363", "1000,3"})
  void theMeanOfAnImageOfAnySizeStays(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    Random random = new Random(1);
    double sum = 0;
    for (int i = 0; i < width * height; i++) {
      int value = random.nextInt(256);
      sum += value;
      bytes[3 * i] = bytes[3 * i + 1] = bytes[3 * i + 2] = (byte) value;
    }

    float[] grey = Thumbnail.grey(RgbImage.of(width, height, bytes), 32);

    double mean = 0;
    for (float value : grey) {
      mean += value / grey.length;
    }
    assertThat(mean).isCloseTo(sum / width / height, within(0.01));
  }

  @Test
  void aFlatPictureHasNothingToSee() {
    float[] flat = new float[32 * 32];
    Arrays.fill(flat, 200);

    for (float value : Thumbnail.normalised(flat, 32)) {
      assertThat((double) value).isCloseTo(0, within(ROUNDING));
    }
  }

  @Test
  void lightAndContrastAreTakenOut() {
    float[] picture = noise(0, 100);
    float[] other = new float[picture.length];
    for (int i = 0; i < picture.length; i++) {
      other[i] = 0.5f * picture[i] + 80;
    }

    float[] normalised = Thumbnail.normalised(picture, 32);
    float[] expected = Thumbnail.normalised(other, 32);

    // The noise floor, 3 of 14 to 29 grey levels, is all that differs.
    for (int i = 0; i < normalised.length; i++) {
      assertThat((double) expected[i])
          .isCloseTo(normalised[i], within(0.05 * Math.abs(normalised[i]) + 1e-3));
    }
  }

  /** In the left half grey varies by 25, in the right half by 100: both come out alike. */
  @Test
  void faintAndStrongPlacesCountAlike() {
    float[] picture = noise(0, 100);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 16; x++) {
        picture[32 * y + x] /= 4;
      }
    }

    float[] normalised = Thumbnail.normalised(picture, 32);

    double left = 0;
    double right = 0;
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 8; x++) {
        left += Math.abs(normalised[32 * y + x]);
        right += Math.abs(normalised[32 * y + 31 - x]);
      }
    }
    assertThat(left / right).isBetween(0.8, 1.25);
  }

  private static float[] noise(int low, int high) {
    Random random = new Random(3);
    float[] picture = new float[32 * 32];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = low + random.nextInt(high - low);
    }
    return picture;
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] bytes = new byte[3 * values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i / 3];
    }
    return RgbImage.of(width, height, bytes);
  }
}
