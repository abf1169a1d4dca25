package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RgbImageTest {
  @Test
  void pixelsAreAddressedByColumnAndRow() {
    RgbImage image = RgbImage.of(2, 1, new byte[] {1, 2, 3, (byte) 0xfd, (byte) 0xfe, (byte) 0xff});

    assertThat(image.width()).isEqualTo(2);
    assertThat(image.height()).isEqualTo(1);
    assertThat(image.rgb(0, 0)).isEqualTo(0x010203);
    assertThat(image.rgb(1, 0)).isEqualTo(0xfdfeff);
    assertThat(image).hasToString("RgbImage[2x1]");
  }

  @Test
  void bytesAreCopiedInAndOut() {
    byte[] bytes = {1, 2, 3};
    RgbImage image = RgbImage.of(1, 1, bytes);

    bytes[0] = 9;
    image.bytes()[1] = 9;

    assertThat(image.bytes()).containsExactly(1, 2, 3);
  }

  @Property
  void picturesOfTheJdkComeBack(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll long seed) {
    byte[] bytes = new byte[3 * width * height];
    new Random(seed).nextBytes(bytes);
    RgbImage image = RgbImage.of(width, height, bytes);

    RgbImage copy = RgbImage.copyOf(image.toBufferedImage());

    assertThat(copy).isEqualTo(image).hasSameHashCodeAs(image);
  }

  @Test
  void transparentPixelsOfAPictureAreLaidOverWhite() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0x00ff0000);
    picture.setRGB(1, 0, 0x33000000);

    RgbImage image = RgbImage.copyOf(picture);

    assertThat(image.rgb(0, 0)).isEqualTo(0xffffff);
    // 255 * (1 - 0.2).
    assertThat(image.rgb(1, 0)).isEqualTo(0xcccccc);
  }

  @Test
  void imagesDifferInSizeOrPixels() {
    RgbImage image = RgbImage.of(2, 1, new byte[6]);
    byte[] other = new byte[6];
    Arrays.fill(other, (byte) 1);

    assertThat(image)
        .isNotEqualTo(RgbImage.of(1, 2, new byte[6]))
        .isNotEqualTo(RgbImage.of(2, 1, other));
  }

  @Test
  void wrongSizesAndPlacesAreRefused() {
    assertThatThrownBy(() -> RgbImage.of(0, 1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RgbImage.of(2, 2, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 12 bytes")
        .hasMessageContaining("found 11");
    RgbImage image = RgbImage.of(2, 1, new byte[6]);
    for (int[] outside : new int[][] {{-1, 0}, {2, 0}, {0, -1}, {0, 1}}) {
      assertThatThrownBy(() -> image.rgb(outside[0], outside[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
