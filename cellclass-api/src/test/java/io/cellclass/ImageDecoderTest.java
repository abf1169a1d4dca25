package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessColourComesBackAsItWas(String format) throws IOException {
    BufferedImage picture = Encoded.picture(37, 23, BufferedImage.TYPE_INT_RGB);

    RgbImage image = RgbImage.decode(Encoded.as(format, picture));

    assertThat(image).isEqualTo(RgbImage.copyOf(picture));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "Deflate", "ZLib", "PackBits"})
  void compressedTiffComesBackAsItWas(String compression) throws IOException {
    BufferedImage picture = Encoded.picture(37, 23, BufferedImage.TYPE_3BYTE_BGR);

    assertThat(RgbImage.decode(Encoded.as("tiff", picture, compression)))
        .isEqualTo(RgbImage.copyOf(picture));
    assertThat(RgbImage.decode(Encoded.tiled(picture, compression)))
        .isEqualTo(RgbImage.copyOf(picture));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void progressiveFilesAreRead(String format) throws IOException {
    BufferedImage picture = Encoded.picture(40, 40, BufferedImage.TYPE_3BYTE_BGR);

    RgbImage image = RgbImage.decode(Encoded.progressive(format, picture));

    assertThat(image.rgb(20, 20) >> 16).isBetween(110, 145);
  }

  @Test
  void jpegColoursAreWithinItsLoss() throws IOException {
    BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_3BYTE_BGR);
    fill(picture, 0xb45078);

    Color colour = new Color(RgbImage.decode(Encoded.as("jpeg", picture)).rgb(16, 16));

    assertThat(colour.getRed()).isBetween(0xb4 - 3, 0xb4 + 3);
    assertThat(colour.getGreen()).isBetween(0x50 - 3, 0x50 + 3);
    assertThat(colour.getBlue()).isBetween(0x78 - 3, 0x78 + 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void greyKeepsItsValues(String format) throws IOException {
    BufferedImage picture = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    IntStream.range(0, 256).forEach(v -> picture.getRaster().setSample(v, 0, 0, v));

    RgbImage image = RgbImage.decode(Encoded.as(format, picture));

    for (int v = 0; v < 256; v++) {
      assertThat(image.rgb(v, 0)).isEqualTo(v * 0x010101);
    }
  }

  @Test
  void greyJpegKeepsItsValues() throws IOException {
    BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSamples(0, 0, 16, 16, 0, filled(256, 100));

    assertThat(RgbImage.decode(Encoded.as("jpeg", picture)).rgb(8, 8)).isEqualTo(0x646464);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void greyOf16BitsIsRoundedTo8(String format) throws IOException {
    int[] values = {0, 128, 129, 385, 386, 32767, 32768, 65406, 65407, 65535};
    // v / 257, rounded by hand.
    int[] expected = {0, 0, 1, 1, 2, 127, 128, 254, 255, 255};
    BufferedImage picture = new BufferedImage(10, 1, BufferedImage.TYPE_USHORT_GRAY);
    picture.getRaster().setSamples(0, 0, 10, 1, 0, values);

    RgbImage image = RgbImage.decode(Encoded.as(format, picture));

    for (int x = 0; x < expected.length; x++) {
      assertThat(image.rgb(x, 0)).isEqualTo(expected[x] * 0x010101);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void colourOf16BitsIsRoundedTo8(String format) throws IOException {
    BufferedImage picture = deepColour(false, 386, 65407, 128);

    assertThat(RgbImage.decode(Encoded.as(format, picture)).rgb(0, 0)).isEqualTo(0x02ff00);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void alphaOf16BitsIsLaidOverWhite(String format) throws IOException {
    // Half opaque black, white and a quarter: 65535 - 32768 = 32767 of white shows through.
    BufferedImage picture = deepColour(true, 0, 65535, 16384, 32768);

    // 32767 / 257 = 127.5 less a half, 255, (16384 / 2 + 32767) / 257 = 159.4.
    assertThat(RgbImage.decode(Encoded.as(format, picture)).rgb(0, 0)).isEqualTo(0x7fff9f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void alphaIsLaidOverWhite(String format) throws IOException {
    BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0x00123456);
    picture.setRGB(1, 0, 0x80000000);
    picture.setRGB(2, 0, 0xff123456);

    RgbImage image = RgbImage.decode(Encoded.as(format, picture));

    assertThat(image.rgb(0, 0)).isEqualTo(0xffffff);
    assertThat(image.rgb(1, 0)).isEqualTo(0x7f7f7f);
    assertThat(image.rgb(2, 0)).isEqualTo(0x123456);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void paletteColoursAreLookedUp(String format) throws IOException {
    int[] colours = new int[256];
    System.arraycopy(new int[] {0, 0x0a141e, 0xc89664, 0x323c46}, 0, colours, 0, 4);
    IndexColorModel palette =
        new IndexColorModel(8, 256, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage picture = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    picture.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {3, 2, 1, 0});

    RgbImage image = RgbImage.decode(Encoded.as(format, picture));

    assertThat(image.rgb(0, 0)).isEqualTo(0x323c46);
    assertThat(image.rgb(1, 0)).isEqualTo(0xc89664);
    assertThat(image.rgb(2, 0)).isEqualTo(0x0a141e);
    assertThat(image.rgb(3, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void blackAndWhiteIsRead(String format) throws IOException {
    BufferedImage picture = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
    picture.setRGB(8, 0, 0xffffffff);

    RgbImage image = RgbImage.decode(Encoded.as(format, picture));

    assertThat(image.rgb(0, 0)).isZero();
    assertThat(image.rgb(8, 0)).isEqualTo(0xffffff);
  }

  @ParameterizedTest
  @CsvSource({"png,100", "jpeg,100", "bmp,100", "tiff,100"})
  void moreThanTheLimitIsRefusedAndTheLimitItselfIsNot(String format, int pixels)
      throws IOException {
    byte[] file = Encoded.as(format, new BufferedImage(10, 10, BufferedImage.TYPE_3BYTE_BGR));

    RgbImage image = ImageDecoder.decode(file, "cell", new ImageLimits(pixels));

    assertThat(image.width()).isEqualTo(10);
    assertThatThrownBy(() -> ImageDecoder.decode(file, "cell", new ImageLimits(pixels - 1)))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("cell")
        .hasMessageContaining("10x10")
        .hasMessageContaining("limit of 99");
  }

  @Test
  void manyThreadsDecodeAtOnce() throws Exception {
    List<byte[]> files =
        List.of("png", "jpeg", "bmp", "tiff").stream()
            .map(f -> Encoded.as(f, Encoded.picture(50, 40, BufferedImage.TYPE_3BYTE_BGR)))
            .toList();
    List<RgbImage> alone = files.stream().map(ImageDecoderTest::decoded).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<RgbImage>> tasks =
          IntStream.range(0, 200)
              .<Callable<RgbImage>>mapToObj(i -> () -> RgbImage.decode(files.get(i % 4)))
              .collect(Collectors.toList());
      var results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(alone.get(i % 4));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static RgbImage decoded(byte[] file) {
    try {
      return RgbImage.decode(file);
    } catch (UnreadableImageException e) {
      throw new AssertionError(e);
    }
  }

  private static BufferedImage deepColour(boolean alpha, int... samples) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 1, 1, samples.length, null);
    raster.setPixel(0, 0, samples);
    return new BufferedImage(model, raster, false, null);
  }

  private static void fill(BufferedImage picture, int rgb) {
    int[] pixels = filled(picture.getWidth() * picture.getHeight(), rgb);
    picture.setRGB(0, 0, picture.getWidth(), picture.getHeight(), pixels, 0, picture.getWidth());
  }

  private static int[] filled(int length, int value) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return values;
  }
}
