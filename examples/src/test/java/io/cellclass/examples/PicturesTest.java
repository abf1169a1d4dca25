package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final LabelSet LABELS = LabelSet.of("short", "a label with a long name", "third");
  private static final int CELL_COLOUR = 0x40c020;

  @Test
  void aContactSheetShowsTheCellsAndClipsNothing() throws IOException {
    BufferedImage sheet = read(ContactSheet.png("A title that is longer than a row", cells(2)));
    assertThat(count(sheet, CELL_COLOUR)).isGreaterThan(6 * 90 * 90 * 4);
    assertBorderIsWhite(sheet);
  }

  private static Dataset cells(int perClass) {
    byte[] bytes = new byte[3 * 30 * 20];
    for (int i = 0; i < bytes.length; i += 3) {
      bytes[i] = (byte) (CELL_COLOUR >> 16);
      bytes[i + 1] = (byte) (CELL_COLOUR >> 8);
      bytes[i + 2] = (byte) CELL_COLOUR;
    }
    RgbImage image = RgbImage.of(30, 20, bytes);
    List<Sample> samples = new ArrayList<>();
    for (Label label : LABELS) {
      for (int i = 0; i < perClass; i++) {
        String id = label + "-" + i;
        samples.add(new Sample(id, label, ImageSource.of(id, image)));
      }
    }
    return Datasets.of(LABELS, samples);
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static int count(BufferedImage picture, int colour) {
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return (int) IntStream.of(pixels).filter(pixel -> (pixel & 0xffffff) == colour).count();
  }

  private static void assertBorderIsWhite(BufferedImage picture) {
    int right = picture.getWidth() - 1;
    int bottom = picture.getHeight() - 1;
    for (int x = 0; x <= right; x++) {
      assertThat(picture.getRGB(x, 0) & picture.getRGB(x, bottom)).isEqualTo(0xffffffff);
    }
    for (int y = 0; y <= bottom; y++) {
      assertThat(picture.getRGB(0, y) & picture.getRGB(right, y)).isEqualTo(0xffffffff);
    }
  }
}
