package io.cellclass.segment.slide;

import io.cellclass.segment.slide.FileParts.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The structure of a PNG file (ISO/IEC 15948). Checksums are compared, which ImageIO does not do;
 * only the chunks that pixels are made of are handed on.
 */
final class PngStructure {
  private static final int SIGNATURE = 8;
  // Length, type and checksum.
  private static final int FRAME = 12;
  private static final Set<String> PIXEL_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final int PALETTE = 3;
  private static final int BLOCK = 1 << 15;

  private PngStructure() {}

  static ImageSize size(FileBytes in) throws IOException {
    if (!in.ascii(SIGNATURE + 4L, 4).equals("IHDR") || in.u32(SIGNATURE) != 13) {
      throw in.problem("expected the PNG chunk IHDR first");
    }
    return new ImageSize(in.u32(SIGNATURE + 8L), in.u32(SIGNATURE + 12L));
  }

  static FileLayout layout(FileBytes in) throws IOException {
    int depth = in.u8(SIGNATURE + 16L);
    int colourType = in.u8(SIGNATURE + 17L);
    int interlace = in.u8(SIGNATURE + 20L);
    if (depth != 8 || colourType == PALETTE) {
      return FileLayout.whole("PNG", "it is not of 8 bits grey or RGB");
    }
    if (interlace != 0) {
      return FileLayout.whole("PNG", "it is interlaced");
    }
    return new FileLayout("PNG", parts(in), true, "");
  }

  private static List<Part> parts(FileBytes in) throws IOException {
    List<Part> parts = new ArrayList<>();
    long from = 0;
    long at = SIGNATURE;
    for (String type = ""; !type.equals("IEND"); ) {
      long length = in.u32(at) + FRAME;
      in.require(at, length);
      type = checkedType(in, at, length);
      if (!PIXEL_CHUNKS.contains(type)) {
        add(parts, from, at);
        from = at + length;
      }
      at += length;
    }
    add(parts, from, at);
    return parts;
  }

  private static void add(List<Part> parts, long from, long to) {
    if (to > from) {
      parts.add(Part.ofFile(from, to - from));
    }
  }

  private static String checkedType(FileBytes in, long start, long length) throws IOException {
    String type = in.ascii(start + 4, 4);
    CRC32 crc = new CRC32();
    long end = start + length - 4;
    for (long at = start + 4; at < end; at += BLOCK) {
      crc.update(in.bytes(at, (int) Math.min(BLOCK, end - at)));
    }
    if (in.u32(end) != crc.getValue()) {
      throw in.problem("the checksum of the PNG chunk at byte " + start + " is wrong");
    }
    // Upper case: no decoder may pass over a chunk of a kind that it does not know.
    if (Character.isUpperCase(type.charAt(0)) && !PIXEL_CHUNKS.contains(type)) {
      throw in.problem("unknown PNG chunk " + type);
    }
    return type;
  }
}
