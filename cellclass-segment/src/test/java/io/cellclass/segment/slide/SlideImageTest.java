package io.cellclass.segment.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideImageTest {
  private static final int WIDTH = 401;
  private static final int HEIGHT = 207;

  @TempDir private Path folder;

  /** Discs of all colours over a ramp, some of them half transparent where the type allows. */
  private static BufferedImage picture(int type) {
    Random random = new Random(3);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
    Graphics2D graphics = picture.createGraphics();
    for (int x = 0; x < WIDTH; x++) {
      graphics.setColor(new Color(x * 255 / WIDTH, 128, 255 - x * 255 / WIDTH));
      graphics.drawLine(x, 0, x, HEIGHT / 2 + x / 8);
    }
    for (int i = 0; i < 200; i++) {
      graphics.setColor(new Color(random.nextInt(), true));
      graphics.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), 25, 20);
    }
    graphics.dispose();
    return picture;
  }

  /** Writes by ImageIO: in tiles if their side is above 0, compressed if a way is named. */
  private Path write(
      String name, BufferedImage picture, String compression, int tile, boolean scans)
      throws IOException {
    Path file = folder.resolve(name);
    String format = name.substring(name.lastIndexOf('.') + 1);
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), format).next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    if (!compression.isEmpty()) {
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType(compression);
    }
    if (tile > 0) {
      how.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      how.setTiling(tile, tile, 0, 0);
    }
    if (scans) {
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return file;
  }

  private static SlideImage byRegion(Path file) throws IOException {
    return SlideFile.open(file, FileBytes.open(file), 0);
  }

  private static RgbImage part(RgbImage whole, int left, int top, int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < bytes.length; i++) {
      int rgb = whole.rgb(left + i / 3 % width, top + i / 3 / width);
      bytes[i] = (byte) (rgb >> (8 * (2 - i % 3)));
    }
    return RgbImage.of(width, height, bytes);
  }

  private static void assertRegionsAreOfTheWhole(Path file) throws IOException {
    RgbImage whole = RgbImage.read(file);
    Random random = new Random(1);
    try (SlideImage slide = byRegion(file)) {
      assertThat(slide).as(file.toString()).isInstanceOf(RegionFile.class);
      assertThat(slide.width()).isEqualTo(WIDTH);
      assertThat(slide.height()).isEqualTo(HEIGHT);
      assertThat(slide.read(0, 0, WIDTH, HEIGHT)).isEqualTo(whole);
      for (int i = 0; i < 20; i++) {
        int left = random.nextInt(WIDTH);
        int top = random.nextInt(HEIGHT);
        int width = 1 + random.nextInt(WIDTH - left);
        int height = 1 + random.nextInt(HEIGHT - top);
        assertThat(slide.read(left, top, width, height))
            .as(file + " at " + left + ", " + top)
            .isEqualTo(part(whole, left, top, width, height));
      }
    }
    // From what was read before: the region itself, or its rows in their whole width.
    try (SlideImage slide = byRegion(file)) {
      assertThat(slide.read(50, 3, 330, 204).rgb(7, 9)).isEqualTo(whole.rgb(57, 12));
      assertThat(slide.read(60, 13, 10, 10).rgb(7, 9)).isEqualTo(whole.rgb(67, 22));
      assertThat(slide.read(390, 5, 11, 10).rgb(7, 9)).isEqualTo(whole.rgb(397, 14));
    }
    // Not from what was read before.
    try (SlideImage slide = byRegion(file)) {
      RgbImage last = slide.read(WIDTH - 40, HEIGHT - 30, 40, 30);
      assertThat(last.rgb(39, 29)).isEqualTo(whole.rgb(WIDTH - 1, HEIGHT - 1));
      assertThat(slide.read(1, 2, 3, 4).rgb(2, 3)).isEqualTo(whole.rgb(3, 5));
    }
  }

  @Test
  void regionsOfTiffFilesAreThoseOfTheWhole() throws IOException {
    BufferedImage rgb = picture(BufferedImage.TYPE_3BYTE_BGR);
    for (String compression : new String[] {"", "LZW", "Deflate", "PackBits", "JPEG"}) {
      for (int tile : new int[] {0, 64}) {
        assertRegionsAreOfTheWhole(
            write(compression + tile + ".tif", rgb, compression, tile, false));
      }
    }
    assertRegionsAreOfTheWhole(
        write("grey.tif", picture(BufferedImage.TYPE_BYTE_GRAY), "Deflate", 48, false));
    assertRegionsAreOfTheWhole(
        write("alpha.tif", picture(BufferedImage.TYPE_4BYTE_ABGR), "LZW", 48, false));
  }

  @Test
  void regionsOfPngAndJpegFilesAreThoseOfTheWhole() throws IOException {
    for (int type :
        new int[] {
          BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_BYTE_GRAY
        }) {
      assertRegionsAreOfTheWhole(write(type + ".png", picture(type), "", 0, false));
    }
    assertRegionsAreOfTheWhole(
        write("rgb.jpg", picture(BufferedImage.TYPE_3BYTE_BGR), "", 0, false));
    assertRegionsAreOfTheWhole(
        write("grey.jpg", picture(BufferedImage.TYPE_BYTE_GRAY), "", 0, false));
  }

  @Test
  void whatCannotBeReadByRegionIsDecodedAtOnce() throws IOException {
    BufferedImage rgb = picture(BufferedImage.TYPE_3BYTE_BGR);
    for (Path file :
        new Path[] {
          write("interlaced.png", rgb, "", 0, true),
          write("progressive.jpg", rgb, "", 0, true),
          write("deep.png", picture(BufferedImage.TYPE_USHORT_GRAY), "", 0, false),
          write("palette.png", picture(BufferedImage.TYPE_BYTE_INDEXED), "", 0, false),
          write("palette.tif", picture(BufferedImage.TYPE_BYTE_INDEXED), "", 0, false),
          write("plain.bmp", rgb, "", 0, false)
        }) {
      SlideImage slide = byRegion(file);
      assertThat(slide).as(file.toString()).isInstanceOf(ImageInMemory.class);
      assertThat(slide.read(0, 0, WIDTH, HEIGHT)).isEqualTo(RgbImage.read(file));
    }
    assertThat(SlideImage.open(write("small.png", rgb, "", 0, false)))
        .isInstanceOf(ImageInMemory.class);
  }

  @Test
  void damagedFilesAreRefusedByName() throws IOException {
    BufferedImage rgb = picture(BufferedImage.TYPE_3BYTE_BGR);
    byte[] png = Files.readAllBytes(write("a.png", rgb, "", 0, false));
    byte[] flipped = png.clone();
    flipped[png.length / 2] ^= 1;
    assertRefused("flipped.png", flipped, "the checksum of the PNG chunk");
    assertRefused("cut.png", Arrays.copyOf(png, png.length - 30), "the file is truncated");
    byte[] jpeg = Files.readAllBytes(write("a.jpg", rgb, "", 0, false));
    assertRefused("cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2), "end marker is missing");
    byte[] middle = new byte[jpeg.length / 2 + 2];
    System.arraycopy(jpeg, 0, middle, 0, jpeg.length / 2);
    middle[middle.length - 2] = (byte) 0xff;
    middle[middle.length - 1] = (byte) 0xd9;
    assertRefused("ended.jpg", middle, "corrupt JPEG data");
    byte[] tile = new byte[3 * 64 * 64];
    byte[] tiff = Tiff.bytes(WIDTH, HEIGHT, 64, tile, Map.of());
    assertRefused("cut.tif", Arrays.copyOf(tiff, tiff.length - 20), "the file is truncated");
    byte[] broken = tiff.clone();
    broken[9] ^= 0x55;
    assertRefused("broken.tif", broken, "corrupt TIFF data in 401x207 pixels at (0, 0)");
    assertRefused(
        "fewer.tif",
        Tiff.bytes(WIDTH, HEIGHT, 64, tile, Map.of(TiffFields.HEIGHT, 500)),
        "expected 56 TIFF tiles or strips (at most 1048576), found 28 offsets and 28 lengths");
    assertRefused(
        "none.tif",
        Tiff.bytes(WIDTH, HEIGHT, 64, tile, Map.of(TiffFields.TILE_WIDTH, 0)),
        "claims tiles of 0x64");
  }

  private void assertRefused(String name, byte[] bytes, String problem) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    assertThatThrownBy(
            () -> {
              try (SlideImage slide = byRegion(file)) {
                slide.read(0, 0, WIDTH, HEIGHT);
              }
            })
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(problem);
  }

  @Test
  void filesTooLargeForEitherWayAreRefusedUnread() throws IOException {
    byte[] tile = new byte[3 * 512 * 512];
    int side = 20_000;
    assertTooLarge(
        "webp.tif",
        Tiff.bytes(side, side, 512, tile, Map.of(TiffFields.COMPRESSION, 50001)),
        "it has 20000x20000 pixels and cannot be read by region, as it is of compression 50001");
    assertTooLarge(
        "huge.tif",
        Tiff.bytes(
            side,
            side,
            512,
            tile,
            Map.of(TiffFields.TILE_WIDTH, side, TiffFields.TILE_HEIGHT, side)),
        "expected 1 TIFF tiles or strips");
    assertTooLarge(
        "endless.tif",
        Tiff.bytes(512, 512, 512, tile, Map.of(TiffFields.WIDTH, -1)),
        "the header claims 4294967295x512 pixels");
    byte[] big = {'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0};
    assertTooLarge("big.tif", big, "BigTIFF files are not read");
    Path missing = folder.resolve("missing.tif");
    assertThatThrownBy(() -> SlideImage.open(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> SlideImage.open(folder))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("it is a directory");
  }

  private void assertTooLarge(String name, byte[] bytes, String problem) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    assertThatThrownBy(() -> SlideImage.open(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(problem);
  }

  @Test
  void regionsOutsideAndReadingAfterTheEndAreRefused() throws IOException {
    Path file = write("a.tif", picture(BufferedImage.TYPE_3BYTE_BGR), "", 0, false);
    SlideImage slide = byRegion(file);
    for (SlideImage image : new SlideImage[] {slide, SlideImage.open(file)}) {
      for (int[] region :
          new int[][] {{-1, 0, 2, 2}, {0, 0, WIDTH + 1, 1}, {400, 206, 1, 2}, {5, 5, 0, 1}}) {
        assertThatThrownBy(() -> image.read(region[0], region[1], region[2], region[3]))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("expected a region inside SlideImage[" + file + ", 401x207]");
      }
    }
    slide.close();
    slide.close();
    assertThatThrownBy(() -> slide.read(0, 0, 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString());
  }

  /** Each pixel against the mean, worked out here from the whole. */
  @Test
  void aThumbnailIsTheMeanOfWhatItStandsFor() throws IOException {
    Path file = write("a.tif", picture(BufferedImage.TYPE_3BYTE_BGR), "Deflate", 64, false);
    RgbImage whole = RgbImage.read(file);
    try (SlideImage slide = byRegion(file)) {
      RgbImage small = SlideThumbnail.of(slide, 100);

      assertThat(small.width()).isEqualTo(81);
      assertThat(small.height()).isEqualTo(42);
      for (int[] at : new int[][] {{0, 0}, {10, 20}, {80, 41}, {80, 3}}) {
        double sum = 0;
        int count = 0;
        for (int y = 5 * at[1]; y < Math.min(HEIGHT, 5 * at[1] + 5); y++) {
          for (int x = 5 * at[0]; x < Math.min(WIDTH, 5 * at[0] + 5); x++) {
            sum += whole.rgb(x, y) & 0xff;
            count++;
          }
        }
        assertThat(small.rgb(at[0], at[1]) & 0xff).isEqualTo((int) Math.round(sum / count));
      }
      assertThat(SlideThumbnail.of(slide, WIDTH)).isEqualTo(whole);
    }
  }
}
