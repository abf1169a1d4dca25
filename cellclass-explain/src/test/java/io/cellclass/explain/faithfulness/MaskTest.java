package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskTest {
  @TempDir Path folder;

  static Path png(Path file, int type, int width, int... samples) throws IOException {
    BufferedImage picture = new BufferedImage(width, samples.length / width, type);
    for (int i = 0; i < samples.length; i++) {
      picture.getRaster().setSample(i % width, i / width, 0, samples[i]);
    }
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  private Path grey(int width, int... samples) throws IOException {
    return png(folder.resolve("mask.png"), BufferedImage.TYPE_BYTE_GRAY, width, samples);
  }

  @Test
  void cytoplasmAndNucleusAreCellAndStrayDarkValuesAreNot() throws IOException {
    Mask mask = Mask.read(grey(4, 0, 1, 30, 64, 65, 127, 128, 255));

    assertThat(mask).isEqualTo(Mask.of(4, 2, false, false, false, false, true, true, true, true));
    assertThat(mask.width()).isEqualTo(4);
    assertThat(mask.height()).isEqualTo(2);
    assertThat(mask.area()).isEqualTo(4);
    assertThat(mask.areaShare()).isEqualTo(0.5);
    assertThat(mask).hasToString("Mask[4 of 4x2 pixels]");
  }

  @Test
  void samplesOfOtherDepthsAreScaled() throws IOException {
    Path deep =
        png(folder.resolve("16.png"), BufferedImage.TYPE_USHORT_GRAY, 3, 255, 64 * 257, 65 * 257);
    Path flat = png(folder.resolve("1.png"), BufferedImage.TYPE_BYTE_BINARY, 3, 0, 1, 0);

    assertThat(Mask.read(deep)).isEqualTo(Mask.of(3, 1, false, false, true));
    assertThat(Mask.read(flat)).isEqualTo(Mask.of(3, 1, false, true, false));
  }

  @Test
  void aColourIsAsBrightAsItsBrightestChannel() throws IOException {
    BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0x404040);
    picture.setRGB(1, 0, 0x000041);
    picture.setRGB(2, 0, 0x410000);
    Path file = folder.resolve("colour.png");
    ImageIO.write(picture, "png", file.toFile());

    assertThat(Mask.read(file)).isEqualTo(Mask.of(3, 1, false, true, true));
  }

  @Test
  void pixelsAreAddressedByColumnAndRow() {
    Mask mask = Mask.of(3, 2, false, false, true, false, false, false);

    assertThat(mask.contains(2, 0)).isTrue();
    assertThat(mask.contains(0, 1)).isFalse();
    assertThat(mask.contains(3, 0)).isFalse();
    assertThat(mask.contains(-1, 1)).isFalse();
    assertThat(mask.contains(2, -1)).isFalse();
    assertThat(mask.contains(2, 2)).isFalse();
    assertThat(mask)
        .hasSameHashCodeAs(Mask.of(3, 2, false, false, true, false, false, false))
        .isNotEqualTo(Mask.of(2, 3, false, false, true, false, false, false));
  }

  @Test
  void aFileWithoutACellIsRefusedByName() throws IOException {
    Path file = grey(2, 0, 64);

    assertThatThrownBy(() -> Mask.read(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage(
            "unreadable image "
                + file
                + ": expected a mask with a cell, found no value above 64 of 255");
  }

  @Test
  void aFileOfAnotherSizeThanTheImageIsRefusedByName() throws IOException {
    Path file = grey(2, 255, 255);

    assertThat(Mask.read(file, RgbImage.of(2, 1, new byte[6])).area()).isEqualTo(2);
    assertThatThrownBy(() -> Mask.read(file, RgbImage.of(1, 2, new byte[6])))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage(
            "unreadable image " + file + ": expected a mask of the image's 1x2 pixels, found 2x1");
  }

  @Test
  void aFileThatIsNoImageOrNotThereIsRefusedByName() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no mask");
    Path none = folder.resolve("none.png");

    assertThatThrownBy(() -> Mask.read(text))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(text.toString());
    assertThatThrownBy(() -> Mask.read(none))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(none.toString());
  }

  @Test
  void pixelsThatAreNoMaskAreRefused() {
    assertThatThrownBy(() -> Mask.of(2, 2, true, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a value for each pixel of 2x2, found 2");
    assertThatThrownBy(() -> Mask.of(0, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mask.of(2, 1, false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a mask with a cell, found no pixel of one");
  }
}
