package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the reader against files of one pixel that are built field by field. */
class BmpFileTest {
  @ParameterizedTest
  @ValueSource(ints = {12, 40, 108, 124})
  void everyHeaderVersionIsRead(int headerLength) throws IOException {
    assertThat(RgbImage.decode(bmp(headerLength)).rgb(0, 0)).isEqualTo(0x123456);
  }

  @Test
  void linkedProfileIsNotFollowed() throws IOException {
    byte[] file = bmp(124);
    // 'LINK', with a profile name far outside the file.
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(70, 0x4c494e4b)
        .putInt(126, 1 << 30);

    assertThat(RgbImage.decode(file).rgb(0, 0)).isEqualTo(0x123456);
  }

  @ParameterizedTest
  @CsvSource({
    "14, 13, unknown BMP header",
    "14, 2000, truncated",
    "10, 20, begin inside the header",
    "10, 1000, truncated",
    "28, 23, found 23",
    "30, 4, found compression 4",
  })
  void unfitFieldIsRefused(int at, int value, String message) {
    byte[] file = bmp(40);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);

    assertThatThrownBy(() -> RgbImage.decode(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void morePaletteColoursThanBitsCanTellAreRefused() {
    byte[] file = bmp(40);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(28, (short) 8).putInt(46, 257);

    assertThatThrownBy(() -> RgbImage.decode(file)).hasMessageContaining("claims 257 colours");
  }

  /** One pixel of 24 bits, 0x123456. */
  private static byte[] bmp(int headerLength) {
    int start = 14 + headerLength;
    ByteBuffer file = ByteBuffer.allocate(start + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(start + 4).putInt(0).putInt(start);
    file.putInt(headerLength);
    if (headerLength == 12) {
      file.putShort((short) 1).putShort((short) 1);
    } else {
      file.putInt(1).putInt(1);
    }
    file.putShort((short) 1).putShort((short) 24);
    file.position(start);
    return file.put((byte) 0x56).put((byte) 0x34).put((byte) 0x12).array();
  }
}
