package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThumbnailTest {
  private static RgbImage noise(int width, int height, long seed) {
    byte[] bytes = new byte[3 * width * height];
    new Random(seed).nextBytes(bytes);
    return RgbImage.of(width, height, bytes);
  }

  /** Each pixel of the copy covers two by two pixels. */
  @Test
  void aPixelIsTheMeanOfWhatItCovers() {
    RgbImage image = noise(384, 384, 1);
    BufferedImage small = Thumbnail.of(image).pixels();
    assertThat(small.getWidth()).isEqualTo(192);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += new Color(image.rgb(100 + i % 2, 60 + i / 2)).getGreen();
    }
    assertThat(new Color(small.getRGB(50, 30)).getGreen()).isEqualTo((int) Math.round(sum / 4));
  }

  @Test
  void aSmallImageKeepsItsPixels() {
    RgbImage image = noise(30, 20, 2);
    Picture picture = Thumbnail.of(image);
    assertThat(picture.height()).isEqualTo(Thumbnail.HEIGHT);
    assertThat(picture.width()).isEqualTo(192);
    assertThat(RgbImage.copyOf(picture.pixels())).isEqualTo(image);
  }

  @Test
  void aVeryWideImageIsShownLower() {
    Picture picture = Thumbnail.of(noise(1000, 10, 3));
    assertThat(picture.width()).isEqualTo(256);
    assertThat(picture.height()).isEqualTo(3);
  }

  @Property(tries = 50)
  void theMeanColourIsKept(
      @ForAll @IntRange(min = 1, max = 500) int width,
      @ForAll @IntRange(min = 1, max = 500) int height,
      @ForAll long seed) {
    RgbImage image = noise(width, height, seed);
    BufferedImage small = Thumbnail.of(image).pixels();
    double before =
        IntStream.range(0, width * height)
            .map(i -> image.rgb(i % width, i / width) & 0xff)
            .average()
            .orElseThrow();
    double after =
        IntStream.range(0, small.getWidth() * small.getHeight())
            .map(i -> small.getRGB(i % small.getWidth(), i / small.getWidth()) & 0xff)
            .average()
            .orElseThrow();
    // Each pixel is rounded to a whole value.
    assertThat(after).isCloseTo(before, within(0.5));
  }
}
