package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRefusalTest {
  private static final BufferedImage PICTURE =
      Encoded.picture(40, 30, BufferedImage.TYPE_3BYTE_BGR);

  @Test
  void missingFileIsToldAsSuch(@TempDir Path folder) {
    assertThatThrownBy(() -> RgbImage.read(folder.resolve("no.png")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no.png");
  }

  @Test
  void directoryIsToldAsSuch(@TempDir Path folder) {
    assertThatThrownBy(() -> RgbImage.read(folder))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("unreadable image " + folder + ": it is a directory");
  }

  @Test
  void emptyFileIsToldAsSuch(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("empty.png"));

    assertThatThrownBy(() -> RgbImage.read(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("unreadable image " + file + ": it is empty");
  }

  @Test
  void fileOfAnotherKindIsRefusedWhateverItsName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("cell.png"), "not a picture");

    assertThatThrownBy(() -> RgbImage.read(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("unreadable image " + file + ": it is not a PNG, JPEG, BMP or TIFF file");
    assertThatThrownBy(() -> RgbImage.decode(Encoded.as("gif", PICTURE)))
        .hasMessageContaining("it is not a PNG, JPEG, BMP or TIFF file");
  }

  @Test
  void fileIsReadByItsContentWhateverItsName(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("cell.jpg"), Encoded.as("png", PICTURE));

    assertThat(RgbImage.read(file)).isEqualTo(RgbImage.copyOf(PICTURE));
  }

  @Test
  void fileLargerThanAnyAllowedImageIsNotRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("long.bmp");
    try (var channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      channel.write(ByteBuffer.wrap("BM".getBytes(StandardCharsets.US_ASCII)));
      channel.position(3_000_000_000L);
      channel.write(ByteBuffer.wrap(new byte[1]));
    }

    assertThatThrownBy(() -> RgbImage.read(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("3000000001 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "tiff"})
  void anyTruncationIsRefused(String format) {
    byte[] whole = Encoded.as(format, PICTURE);

    for (int length = 1; length < whole.length; length += 1 + length / 50) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RgbImage.decode(part)).isInstanceOf(UnreadableImageException.class);
    }
  }

  @Test
  void truncatedJpegIsRefusedEvenWithAnEndMarker() {
    BufferedImage picture = Encoded.picture(200, 200, BufferedImage.TYPE_3BYTE_BGR);
    byte[] whole = Encoded.as("jpeg", picture);
    byte[] cut = Arrays.copyOf(whole, whole.length * 3 / 4);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;

    assertThatThrownBy(() -> RgbImage.decode(cut))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("corrupt JPEG data");
  }

  @Test
  void jpegWithBytesAroundItsEndIsRead() throws IOException {
    byte[] whole = Encoded.as("jpeg", PICTURE);
    byte[] padded = Arrays.copyOf(whole, whole.length + 3);
    System.arraycopy(
        new byte[] {0, 0, (byte) 0xff, (byte) 0xd9, 17}, 0, padded, whole.length - 2, 5);

    assertThat(RgbImage.decode(padded)).isEqualTo(RgbImage.decode(whole));
  }

  @Test
  void cmykJpegIsRefusedClearly() {
    byte[] file = Encoded.as("jpeg", PICTURE);
    file[startOfFrame(file) + 9] = 4;

    assertThatThrownBy(() -> RgbImage.decode(file)).hasMessageContaining("CMYK");
  }

  @Test
  void arithmeticCodedJpegIsRefusedClearly() {
    byte[] file = Encoded.as("jpeg", PICTURE);
    file[startOfFrame(file) + 1] = (byte) 0xc9;

    assertThatThrownBy(() -> RgbImage.decode(file)).hasMessageContaining("arithmetic");
  }

  @Test
  void jpegClaimingFarMoreThanItsDataIsRefused() {
    byte[] file = Encoded.as("jpeg", PICTURE);
    ByteBuffer.wrap(file).putShort(startOfFrame(file) + 5, (short) 9000);
    ByteBuffer.wrap(file).putShort(startOfFrame(file) + 7, (short) 9000);

    assertThatThrownBy(() -> RgbImage.decode(file)).hasMessageContaining("more pixels than");
  }

  @Test
  void pngClaimingFarMoreThanItsDataIsRefused() {
    byte[] file = Encoded.as("png", PICTURE);
    ByteBuffer.wrap(file).putInt(16, 9000).putInt(20, 9000);
    repairFirstChecksum(file);

    assertThatThrownBy(() -> RgbImage.decode(file)).hasMessageContaining("more pixels than");
  }

  @Test
  void pngClaimingALittleMoreThanItsDataIsRefused() {
    byte[] file = Encoded.as("png", PICTURE);
    ByteBuffer.wrap(file).putInt(20, 31);
    repairFirstChecksum(file);

    assertThatThrownBy(() -> RgbImage.decode(file)).isInstanceOf(UnreadableImageException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void absurdSidesAreRefused(int side) {
    byte[] png = Encoded.as("png", PICTURE);
    ByteBuffer.wrap(png).putInt(16, side).putInt(20, side);
    byte[] bmp = Encoded.as("bmp", PICTURE);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, side).putInt(22, side);

    assertThatThrownBy(() -> RgbImage.decode(png)).hasMessageContaining("header claims");
    assertThatThrownBy(() -> RgbImage.decode(bmp)).hasMessageContaining("header claims");
  }

  @Test
  void pngWithAWrongChecksumIsRefused() {
    byte[] file = Encoded.as("png", PICTURE);
    file[file.length / 2] ^= 1;

    assertThatThrownBy(() -> RgbImage.decode(file)).hasMessageContaining("checksum");
  }

  @Test
  void pngWithAnUnknownCriticalChunkIsRefused() {
    byte[] file = Encoded.as("png", PICTURE);
    byte[] longer = new byte[file.length + 12];
    System.arraycopy(file, 0, longer, 0, 33);
    ByteBuffer.wrap(longer).putInt(37, 0x43674249).putInt(41, crcOf("CgBI"));
    System.arraycopy(file, 33, longer, 45, file.length - 33);

    assertThatThrownBy(() -> RgbImage.decode(longer))
        .hasMessageContaining("unknown PNG chunk CgBI");
  }

  @Test
  void bmpFromTopToBottomIsRead() throws IOException {
    byte[] file = Encoded.as("bmp", PICTURE);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -30);

    RgbImage image = RgbImage.decode(file);

    assertThat(image.height()).isEqualTo(30);
    assertThat(image.rgb(5, 0)).isEqualTo(RgbImage.copyOf(PICTURE).rgb(5, 29));
  }

  @Test
  void runLengthCodedBmpIsRefusedClearly() {
    BufferedImage picture = Encoded.picture(40, 30, BufferedImage.TYPE_BYTE_INDEXED);

    assertThatThrownBy(() -> RgbImage.decode(Encoded.as("bmp", picture, "BI_RLE8")))
        .hasMessageContaining("compression 1");
  }

  private static int startOfFrame(byte[] jpeg) {
    for (int at = 2; ; at += 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff))) {
      if (jpeg[at + 1] == (byte) 0xc0) {
        return at;
      }
    }
  }

  private static int crcOf(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return (int) crc.getValue();
  }

  private static void repairFirstChecksum(byte[] png) {
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
  }
}
