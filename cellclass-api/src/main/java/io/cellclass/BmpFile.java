package io.cellclass;

import java.nio.ByteOrder;
import java.util.Set;

/** The structure of a Windows bitmap: uncompressed ones of every header version. */
final class BmpFile {
  private static final int FILE_HEADER = 14;
  private static final int CORE_HEADER = 12;
  private static final int INFO_HEADER = 40;
  private static final int V4_HEADER = 108;
  private static final int COLOUR_SPACE = FILE_HEADER + 56;
  private static final byte[] SRGB = {'B', 'G', 'R', 's'};
  private static final Set<Integer> BITS = Set.of(1, 4, 8, 16, 24, 32);

  private BmpFile() {}

  static EncodedImage check(ImageBytes in) throws UnreadableImageException {
    in.order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = in.u32(FILE_HEADER);
    boolean core = headerLength == CORE_HEADER;
    if (!core && headerLength < INFO_HEADER) {
      throw in.problem("unknown BMP header of " + headerLength + " bytes");
    }
    in.start(FILE_HEADER, headerLength);
    long width = core ? in.u16(FILE_HEADER + 4) : in.i32(FILE_HEADER + 4);
    // A negative height tells that rows go from top to bottom.
    long height = core ? in.u16(FILE_HEADER + 6) : Math.abs((long) in.i32(FILE_HEADER + 8));
    int bits = in.u16(FILE_HEADER + (core ? 10 : 14));
    in.requireAllowedSize(width, height);
    if (!BITS.contains(bits)) {
      throw in.problem("expected a BMP file of 1, 4, 8, 16, 24 or 32 bits, found " + bits);
    }
    if (!core) {
      requirePlain(in, bits);
    }
    long start = in.u32(10);
    if (start < FILE_HEADER + headerLength) {
      throw in.problem("the BMP pixels begin inside the header");
    }
    in.start(start, (width * bits + 31) / 32 * 4 * height);
    byte[] bytes = headerLength >= V4_HEADER ? withoutProfile(in) : in.array();
    return new EncodedImage(width, height, bytes, bytes.length);
  }

  private static void requirePlain(ImageBytes in, int bits) throws UnreadableImageException {
    long compression = in.u32(FILE_HEADER + 16);
    boolean bitFields = compression == 3 && (bits == 16 || bits == 32);
    if (compression != 0 && !bitFields) {
      throw in.problem("expected an uncompressed BMP file, found compression " + compression);
    }
    long colours = in.u32(FILE_HEADER + 32);
    if (bits <= 8 && colours > 1 << bits) {
      throw in.problem("a BMP file of " + bits + " bits claims " + colours + " colours");
    }
  }

  /** A profile may be the name of any file on this machine. */
  private static byte[] withoutProfile(ImageBytes in) {
    byte[] bytes = in.array().clone();
    System.arraycopy(SRGB, 0, bytes, COLOUR_SPACE, SRGB.length);
    return bytes;
  }
}
