package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.UnreadableImageException;
import io.cellclass.segment.LabelMap;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelMapFileTest {
  @TempDir Path folder;

  /** A cell in each pixel but the first. */
  private static LabelMap cells(int width, int height) {
    int[] cells = new int[width * height];
    Arrays.setAll(cells, i -> i);
    return LabelMap.of(width, height, cells);
  }

  @Test
  void mapsAreReadBackFromEachFormat() throws IOException {
    LabelMap map = cells(40, 30);
    Path png = folder.resolve("map.png");
    LabelMapFile.writePng(png, map);
    Path tiff = folder.resolve("map.tif");
    LabelMapFile.writeTiff(tiff, map);

    assertThat(LabelMapFile.read(png)).isEqualTo(map);
    assertThat(LabelMapFile.read(tiff)).isEqualTo(map);
  }

  /** Bytes 24 and 25 of a PNG file are its bit depth and colour type: 0 is grey. */
  @Test
  void pngFilesAreGreyWith16Bits() throws IOException {
    Path png = folder.resolve("map.png");
    LabelMapFile.writePng(png, cells(3, 2));

    byte[] bytes = Files.readAllBytes(png);
    assertThat(bytes[24]).isEqualTo((byte) 16);
    assertThat(bytes[25]).isZero();
  }

  @Test
  void moreThan65535CellsNeedATiffOf32Bits() throws IOException {
    LabelMap map = cells(257, 256);
    Path tiff = folder.resolve("map.tiff");
    LabelMapFile.writeTiff(tiff, map);

    assertThat(LabelMapFile.read(tiff)).isEqualTo(map);
    Map<Integer, Integer> tags = tags(Files.readAllBytes(tiff));
    // Width, bits per sample, black is zero, samples per pixel.
    assertThat(tags).containsEntry(256, 257).containsEntry(258, 32).containsEntry(262, 1);
    assertThat(tags.getOrDefault(277, 1)).isEqualTo(1);
    assertThatThrownBy(() -> LabelMapFile.writePng(folder.resolve("map.png"), map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a PNG file holds at most 65535 cells, not 65791");
    LabelMapFile.writeTiff(tiff, cells(3, 2));
    assertThat(tags(Files.readAllBytes(tiff))).containsEntry(258, 16);
  }

  /** The first directory of a TIFF file: tags with a single value. */
  private static Map<Integer, Integer> tags(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    file.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = file.getInt(4);
    Map<Integer, Integer> tags = new HashMap<>();
    for (int i = 0; i < file.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      int type = file.getShort(entry + 2);
      if (file.getInt(entry + 4) == 1) {
        int value = type == 3 ? file.getShort(entry + 8) & 0xffff : file.getInt(entry + 8);
        tags.put(file.getShort(entry) & 0xffff, value);
      }
    }
    return tags;
  }

  @Test
  void gapsInTheNumbersAreClosed() throws IOException {
    Path file = Pictures.writeGrey(folder.resolve("map.bmp"), 3, 0, 200, 7, 7, 0, 9);

    assertThat(LabelMapFile.read(file)).isEqualTo(LabelMap.of(3, 2, new int[] {0, 3, 1, 1, 0, 2}));
  }

  @Test
  void imagesThatAreNoMapAreRefusedByName() throws IOException {
    Path colour = Pictures.write(folder.resolve("colour.png"));
    assertThatThrownBy(() -> LabelMapFile.read(colour))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("colour.png")
        .hasMessageEndingWith("expected one channel of whole numbers, found 3");
    Path lossy = Pictures.writeGrey(folder.resolve("map.jpg"), 1, 5);
    assertThatThrownBy(() -> LabelMapFile.read(lossy))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageEndingWith("expected a file without loss, .png, .bmp, .tif or .tiff");
    Path text = Files.writeString(folder.resolve("map.tif"), "II*\0 no image");
    assertThatThrownBy(() -> LabelMapFile.read(text)).isInstanceOf(UnreadableImageException.class);
  }

  @Test
  void cutAndChangedFilesAreRefused() throws IOException {
    Path png = folder.resolve("map.png");
    LabelMapFile.writePng(png, cells(40, 30));
    byte[] bytes = Files.readAllBytes(png);
    // A pixel, and the checksum of the header, which the JDK's reader does not look at.
    for (int place : new int[] {bytes.length / 2, 29}) {
      byte[] changed = bytes.clone();
      changed[place] ^= 1;
      Files.write(png, changed);
      assertThatThrownBy(() -> LabelMapFile.read(png))
          .as("byte %s", place)
          .isInstanceOf(UnreadableImageException.class);
    }

    Path tiff = folder.resolve("map.tif");
    LabelMapFile.writeTiff(tiff, cells(40, 30));
    byte[] whole = Files.readAllBytes(tiff);
    for (int length : new int[] {0, 7, whole.length / 2, whole.length - 100}) {
      Files.write(tiff, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> LabelMapFile.read(tiff))
          .as("first %s bytes", length)
          .isInstanceOf(UnreadableImageException.class);
    }
  }

  /** The last pixel of a TIFF file of 32 bits gets the highest bit alone. */
  @Test
  void numbersBeyondAnIntAreRefused() throws IOException {
    Path tiff = folder.resolve("map.tiff");
    int[] cells = new int[70_000];
    Arrays.setAll(cells, i -> i + 1);
    LabelMapFile.writeTiff(tiff, LabelMap.of(70_000, 1, cells));
    byte[] bytes = Files.readAllBytes(tiff);
    ByteBuffer file = ByteBuffer.wrap(bytes);
    ByteOrder order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] last = ByteBuffer.allocate(4).order(order).putInt(70_000).array();
    int at = lastIndexOf(bytes, last);
    file.order(order).putInt(at, Integer.MIN_VALUE);
    Files.write(tiff, bytes);

    assertThatThrownBy(() -> LabelMapFile.read(tiff))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageEndingWith("expected cells below 2147483648, found 2147483648");
  }

  private static int lastIndexOf(byte[] bytes, byte[] part) {
    for (int i = bytes.length - part.length; ; i--) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
  }

  @Test
  void realNumbersAreRefused() throws IOException {
    BufferedImage picture =
        new BufferedImage(
            new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                false,
                false,
                Transparency.OPAQUE,
                DataBuffer.TYPE_FLOAT),
            Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_FLOAT, 4, 3, 1), null),
            false,
            null);
    Path file = Pictures.write(folder.resolve("map.tiff"), picture);

    assertThatThrownBy(() -> LabelMapFile.read(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageEndingWith("expected one channel of whole numbers, found 1, real");
  }
}
