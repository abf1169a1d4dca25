package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the reader against files that are built field by field, from the specification. */
class TiffFileTest {
  private static final int PROFILE = 34675;
  private static final Set<Integer> LONG = Set.of(256, 257, 273, 278, 279, 322, 323, 324, 325);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void greyFileOfEitherByteOrderIsRead(boolean littleEndian) throws IOException {
    ByteOrder order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;

    RgbImage image = RgbImage.decode(tiff(order, Map.of()));

    assertThat(image.width()).isEqualTo(4);
    assertThat(image.rgb(0, 0)).isEqualTo(0x0a0a0a);
    assertThat(image.rgb(3, 1)).isEqualTo(0x505050);
  }

  @Test
  void whiteIsZeroIsInverted() throws IOException {
    RgbImage image = RgbImage.decode(tiff(ByteOrder.BIG_ENDIAN, Map.of(262, 0L)));

    assertThat(image.rgb(0, 0)).isEqualTo(0xf5f5f5);
  }

  @Test
  void sixteenBitsAreReadInTheByteOrderOfTheFile() throws IOException {
    RgbImage image = RgbImage.decode(tiff(ByteOrder.BIG_ENDIAN, Map.of(256, 2L, 258, 16L)));

    // 0x0a14 = 2580 = 10.04 * 257.
    assertThat(image.rgb(0, 0)).isEqualTo(0x0a0a0a);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 4000000000, header claims",
    "257, 0, header claims",
    "258, 32, expected TIFF samples of 1",
    "258, 65535, expected TIFF samples of 1",
    "259, 6, found compression 6",
    "262, 5, photometric 5",
    "273, 100000, truncated",
    "277, 5, samples a pixel",
    "279, 100000, truncated",
    "279, 4, more pixels than",
    "339, 3, sample formats",
  })
  void unfitFieldIsRefused(int tag, long value, String message) {
    byte[] file = tiff(ByteOrder.LITTLE_ENDIAN, Map.of(tag, value));

    assertThatThrownBy(() -> RgbImage.decode(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void fieldOfAnotherTypeThanTheSpecificationSaysIsRefused() {
    byte[] file = tiff(ByteOrder.LITTLE_ENDIAN, Map.of());
    int bitsPerSample = 16 + 2 + 2 * 12;
    file[bitsPerSample + 2] = 4;

    assertThatThrownBy(() -> RgbImage.decode(file)).hasMessageContaining("BITS_PER_SAMPLE");
  }

  @Test
  void hugeTilesAreRefused() {
    byte[] file =
        tiff(ByteOrder.LITTLE_ENDIAN, Map.of(322, 1L << 20, 323, 1L << 20, 324, 8L, 325, 8L));

    assertThatThrownBy(() -> RgbImage.decode(file))
        .hasMessageContaining("tiles of 1048576x1048576");
  }

  @Test
  void fieldsThatPixelsDoNotDependOnMayBeBroken() throws IOException {
    // An ICC profile of 4 GB, and a private field.
    byte[] file = tiff(ByteOrder.LITTLE_ENDIAN, Map.of(PROFILE, 0xfffffffeL, 65000, 7L));

    assertThat(RgbImage.decode(file).rgb(0, 0)).isEqualTo(0x0a0a0a);
  }

  @Test
  void jpegInTiffIsRead() throws IOException {
    BufferedImage picture = Encoded.picture(48, 32, BufferedImage.TYPE_3BYTE_BGR);

    RgbImage image = RgbImage.decode(Encoded.as("tiff", picture, "JPEG"));

    assertThat(image.width()).isEqualTo(48);
    assertThat(image.rgb(24, 16) >> 16).isBetween(110, 145);
  }

  /** A grey file of 4x2 samples 10, 20, ..., 80 at byte 8, with some fields changed or added. */
  private static byte[] tiff(ByteOrder order, Map<Integer, Long> changes) {
    TreeMap<Integer, Long> fields =
        new TreeMap<>(
            Map.of(
                256, 4L, 257, 2L, 258, 8L, 259, 1L, 262, 1L, 273, 8L, 277, 1L, 278, 2L, 279, 8L));
    fields.putAll(changes);
    ByteBuffer file = ByteBuffer.allocate(16 + 2 + 12 * fields.size() + 4).order(order);
    file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
    file.putShort((short) 42).putInt(16);
    for (int value = 10; value <= 80; value += 10) {
      file.put((byte) value);
    }
    file.putShort((short) fields.size());
    fields.forEach((tag, value) -> putField(file, tag, value));
    return file.putInt(0).array();
  }

  private static void putField(ByteBuffer file, int tag, long value) {
    file.putShort((short) tag);
    if (tag == PROFILE) {
      // Type 7 is bytes: the value is their number, and where they are.
      file.putShort((short) 7).putInt((int) value).putInt((int) value);
    } else if (LONG.contains(tag)) {
      file.putShort((short) 4).putInt(1).putInt((int) value);
    } else {
      file.putShort((short) 3).putInt(1).putShort((short) value).putShort((short) 0);
    }
  }
}
