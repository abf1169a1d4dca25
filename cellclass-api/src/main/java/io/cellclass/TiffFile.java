package io.cellclass;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * The structure of a TIFF file (revision 6.0): unsigned samples of up to 16 bits, uncompressed or
 * compressed by the common methods. Only the first page is handed on, and of its directory only the
 * fields that its pixels depend on.
 */
final class TiffFile {
  private static final Set<Long> BITS = Set.of(1L, 4L, 8L, 16L);
  private static final Set<Long> PHOTOMETRICS = Set.of(0L, 1L, 2L, 3L, 6L);
  private static final long PACK_BITS = 32773;
  private static final int JPEG = 7;
  // A tile or strip may be larger than the image, but is allocated whole.
  private static final long SMALL = 1 << 24;

  private final ImageBytes in;
  private final TiffDirectory directory;

  private TiffFile(ImageBytes in) throws UnreadableImageException {
    this.in = in;
    this.directory = TiffDirectory.first(in);
  }

  static EncodedImage check(ImageBytes in) throws UnreadableImageException {
    in.order(in.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return new TiffFile(in).check();
  }

  private EncodedImage check() throws UnreadableImageException {
    long width = directory.required(TiffTag.WIDTH);
    long height = directory.required(TiffTag.HEIGHT);
    in.requireAllowedSize(width, height);
    long bits = checkedBitsPerPixel();
    requirePhotometric();
    if (directory.has(TiffTag.TILE_OFFSETS)) {
      requireTiles(width, height);
    }
    long data = checkedDataLength();
    in.requirePlausible((double) height * width * bits / 8, data, densest());
    byte[] bytes = directory.alone();
    return new EncodedImage(width, height, bytes, bytes.length);
  }

  private long checkedBitsPerPixel() throws UnreadableImageException {
    long samples = directory.value(TiffTag.SAMPLES_PER_PIXEL, 1);
    if (samples < 1 || samples > 4) {
      throw in.problem("expected a TIFF file of 1 to 4 samples a pixel, found " + samples);
    }
    List<Long> bits = directory.values(TiffTag.BITS_PER_SAMPLE, List.of(1L), 4);
    if (bits.stream().distinct().count() != 1 || !BITS.contains(bits.get(0))) {
      throw in.problem("expected TIFF samples of 1, 4, 8 or 16 bits, found " + bits);
    }
    List<Long> kinds = directory.values(TiffTag.SAMPLE_FORMAT, List.of(1L), 4);
    if (kinds.stream().anyMatch(kind -> kind != 1 && kind != 4)) {
      throw in.problem("expected unsigned TIFF samples, found the sample formats " + kinds);
    }
    return samples * bits.get(0);
  }

  private void requirePhotometric() throws UnreadableImageException {
    long photometric = directory.required(TiffTag.PHOTOMETRIC);
    if (!PHOTOMETRICS.contains(photometric)) {
      throw in.problem(
          "expected a grey, palette or RGB TIFF file, found photometric " + photometric);
    }
  }

  private void requireTiles(long width, long height) throws UnreadableImageException {
    long tileWidth = directory.required(TiffTag.TILE_WIDTH);
    long tileHeight = directory.required(TiffTag.TILE_HEIGHT);
    if (tileWidth < 1
        || tileHeight < 1
        || tileWidth > Integer.MAX_VALUE
        || tileWidth * tileHeight > Math.max(SMALL, width * height)) {
      throw in.problem("the TIFF file claims tiles of " + tileWidth + "x" + tileHeight);
    }
  }

  /** The length of all strips or tiles, after a check that each one is within the file. */
  private long checkedDataLength() throws UnreadableImageException {
    boolean tiled = directory.has(TiffTag.TILE_OFFSETS);
    int most = in.size();
    List<Long> offsets =
        directory.values(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS, List.of(), most);
    List<Long> lengths =
        directory.values(tiled ? TiffTag.TILE_LENGTHS : TiffTag.STRIP_LENGTHS, List.of(), most);
    if (offsets.isEmpty() || offsets.size() != lengths.size()) {
      throw in.problem(
          "the TIFF file has " + offsets.size() + " offsets and " + lengths.size() + " lengths");
    }
    long sum = 0;
    for (int i = 0; i < offsets.size(); i++) {
      in.start(offsets.get(i), lengths.get(i));
      sum += lengths.get(i);
    }
    return sum;
  }

  /** How many bytes of pixels one byte of data can hold. */
  private double densest() throws UnreadableImageException {
    long compression = directory.value(TiffTag.COMPRESSION, 1);
    if (compression == 1) {
      return 1;
    } else if (compression == PACK_BITS) {
      return 64;
    } else if (compression == 5) {
      // LZW: a code of 12 bits stands for fewer than 4096 bytes.
      return 4096;
    } else if (compression == JPEG || compression == 8 || compression == 32946) {
      return 3 * 1032;
    }
    throw in.problem(
        "expected a TIFF file that is uncompressed or compressed by LZW, Deflate, PackBits or JPEG, "
            + "found compression "
            + compression);
  }
}
