package io.cellclass;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The structure of a PNG file (ISO/IEC 15948). Checksums are compared, which ImageIO does not do;
 * only the chunks that pixels are made of are handed on, so that no text or profile chunk can
 * inflate to any size.
 */
final class PngFile {
  private static final int SIGNATURE = 8;
  // Length, type and checksum.
  private static final int FRAME = 12;
  private static final Set<String> PIXEL_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  // Deflate packs at most 258 bytes into 2 bits, and a little less in practice.
  private static final double DENSEST = 1032;

  private PngFile() {}

  static EncodedImage check(ImageBytes in) throws UnreadableImageException {
    if (!in.ascii(SIGNATURE + 4, 4).equals("IHDR") || in.u32(SIGNATURE) != 13) {
      throw in.problem("expected the PNG chunk IHDR first");
    }
    long width = in.u32(SIGNATURE + 8);
    long height = in.u32(SIGNATURE + 12);
    in.requireAllowedSize(width, height);

    ByteArrayOutputStream kept = new ByteArrayOutputStream(in.size());
    kept.write(in.array(), 0, SIGNATURE);
    long data = 0;
    String type = "";
    for (long at = SIGNATURE; !type.equals("IEND"); ) {
      long length = in.u32(at) + FRAME;
      int start = in.start(at, length);
      type = checkedType(in, start, (int) length);
      if (PIXEL_CHUNKS.contains(type)) {
        kept.write(in.array(), start, (int) length);
      }
      data += type.equals("IDAT") ? length - FRAME : 0;
      at += length;
    }
    in.requirePlausible((double) height * bitsPerRow(in, width) / 8, data, DENSEST);
    return new EncodedImage(width, height, kept.toByteArray(), kept.size());
  }

  private static String checkedType(ImageBytes in, int start, int length)
      throws UnreadableImageException {
    String type = in.ascii(start + 4, 4);
    CRC32 crc = new CRC32();
    crc.update(in.array(), start + 4, length - 8);
    if (in.u32(start + length - 4L) != crc.getValue()) {
      throw in.problem("the checksum of the PNG chunk at byte " + start + " is wrong");
    }
    // Upper case: no decoder may pass over a chunk of a kind that it does not know.
    if (Character.isUpperCase(type.charAt(0)) && !PIXEL_CHUNKS.contains(type)) {
      throw in.problem("unknown PNG chunk " + type);
    }
    return type;
  }

  private static long bitsPerRow(ImageBytes in, long width) throws UnreadableImageException {
    int depth = in.u8(SIGNATURE + 16);
    int colourType = in.u8(SIGNATURE + 17);
    int channels =
        switch (colourType) {
          case 0, 3 -> 1;
          case 4 -> 2;
          case 2 -> 3;
          case 6 -> 4;
          default -> throw in.problem("unknown PNG colour type " + colourType);
        };
    return width * channels * depth;
  }
}
