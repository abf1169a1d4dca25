package io.cellclass.segment.slide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/** A TIFF file of RGB tiles that are all the same bytes in the file, written by hand. */
final class Tiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DEFLATE = 8;
  private static final int DATA = 8;

  /** Values of a field that are not in the entry itself are at the number that stands there. */
  private record Entry(int type, int count, int value) {}

  private Tiff() {}

  /**
   * Writes a file.
   *
   * @param tile the pixels of each tile
   */
  static void write(Path file, int width, int height, int side, byte[] tile) throws IOException {
    Files.write(file, bytes(width, height, side, tile, Map.of()));
  }

  /** The same, with other values of fields that have one. */
  static byte[] bytes(int width, int height, int side, byte[] tile, Map<Integer, Integer> others)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(tile);
    }
    byte[] data = Arrays.copyOf(packed.toByteArray(), (packed.size() + 1) / 2 * 2);
    int tiles = (width + side - 1) / side * ((height + side - 1) / side);
    int offsets = DATA + data.length;
    int lengths = offsets + 4 * tiles;
    int bits = lengths + 4 * tiles;
    Map<Integer, Entry> entries = new TreeMap<>();
    entries.put(TiffFields.WIDTH, new Entry(LONG, 1, width));
    entries.put(TiffFields.HEIGHT, new Entry(LONG, 1, height));
    entries.put(TiffFields.BITS_PER_SAMPLE, new Entry(SHORT, 3, bits));
    entries.put(TiffFields.COMPRESSION, new Entry(SHORT, 1, DEFLATE));
    entries.put(TiffFields.PHOTOMETRIC, new Entry(SHORT, 1, 2));
    entries.put(TiffFields.SAMPLES_PER_PIXEL, new Entry(SHORT, 1, 3));
    entries.put(TiffFields.TILE_WIDTH, new Entry(LONG, 1, side));
    entries.put(TiffFields.TILE_HEIGHT, new Entry(LONG, 1, side));
    entries.put(TiffFields.TILE_OFFSETS, new Entry(LONG, tiles, offsets));
    entries.put(TiffFields.TILE_LENGTHS, new Entry(LONG, tiles, lengths));
    others.forEach((tag, value) -> entries.put(tag, new Entry(type(tag), 1, value)));
    ByteBuffer out =
        ByteBuffer.allocate(bits + 6 + 2 + 12 * entries.size() + 4).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {'I', 'I', 42, 0}).putInt(bits + 6).put(data);
    for (int i = 0; i < tiles; i++) {
      out.putInt(offsets + 4 * i, DATA).putInt(lengths + 4 * i, packed.size());
    }
    out.position(bits).putShort((short) 8).putShort((short) 8).putShort((short) 8);
    out.putShort((short) entries.size());
    entries.forEach(
        (tag, entry) -> {
          out.putShort(tag.shortValue()).putShort((short) entry.type).putInt(entry.count);
          boolean inPlace = entry.type == SHORT && entry.count == 1;
          out.putInt(inPlace ? entry.value & 0xffff : entry.value);
        });
    return out.array();
  }

  private static int type(int tag) {
    return tag == TiffFields.COMPRESSION || tag == TiffFields.PHOTOMETRIC ? SHORT : LONG;
  }
}
