package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegArtefactsTest {
  private static final RgbImage PICTURE =
      Pictures.of(
          120,
          90,
          (x, y) -> {
            int red = (int) (130 + 90 * Math.sin(x / 5.0) * Math.cos(y / 9.0));
            int green = (int) (120 + 80 * Math.cos((x + y) / 7.0));
            int blue = (x / 12 + y / 12) % 2 == 0 ? 210 : 90;
            return red << 16 | green << 8 | blue;
          });

  /** Tables and transforms of the JDK's encoder are those of the Independent JPEG Group too. */
  @ParameterizedTest
  @ValueSource(ints = {5, 20, 50, 75, 95})
  void theMarksAreThoseThatTheJdkLeaves(int quality) throws IOException {
    RgbImage ours = compressed(quality);
    RgbImage theirs = throughTheJdk(quality / 100f);
    double marks = meanDifference(PICTURE, theirs);
    assertThat(meanDifference(ours, theirs)).isLessThan(Math.max(0.5, 0.15 * marks));
  }

  @Test
  void theLowerTheQualityTheMoreIsLost() {
    double last = 0;
    for (int quality : new int[] {100, 80, 50, 20, 5, 1}) {
      double difference = meanDifference(PICTURE, compressed(quality));
      assertThat(difference).as("at quality %d", quality).isGreaterThan(last);
      last = difference;
    }
  }

  @Test
  void redStaysRed() {
    int rgb =
        new JpegArtefacts(90, 90).apply(Pictures.plain(16, 16, 0xd02010), new Script(0)).rgb(8, 8);
    assertThat(rgb >> 16).isGreaterThan(200);
    assertThat(rgb & 0xffff).isLessThan(0x3030);
  }

  @Test
  void theQualityIsDrawnFromItsRange() {
    JpegArtefacts some = new JpegArtefacts(20, 22);
    for (int i = 0; i < 3; i++) {
      assertThat(some.apply(PICTURE, new Script(i))).isEqualTo(compressed(20 + i));
    }
  }

  @Test
  void whatJpegCannotHoldIsRefused() {
    RgbImage long1 = Pictures.plain(65_501, 1, 0);
    assertThatThrownBy(() -> new JpegArtefacts(50, 50).apply(long1, new Script(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65501x1");
  }

  private static RgbImage compressed(int quality) {
    return new JpegArtefacts(quality, quality).apply(PICTURE, new Script(0));
  }

  private static RgbImage throughTheJdk(float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(quality);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(PICTURE.toBufferedImage(), null, null), settings);
    }
    writer.dispose();
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
    return RgbImage.copyOf(decoded);
  }

  private static double meanDifference(RgbImage one, RgbImage other) {
    byte[] a = one.bytes();
    byte[] b = other.bytes();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
    }
    return sum / a.length;
  }
}
