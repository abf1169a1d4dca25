package io.cellclass.segment.slide;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of a TIFF file's first directory that its pixels depend on (revision 6.0). */
final class TiffFields {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS_PER_SAMPLE = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES_PER_PIXEL = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_LENGTHS = 279;
  static final int PLANAR_CONFIGURATION = 284;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_LENGTHS = 325;
  static final int SAMPLE_FORMAT = 339;

  private static final int PREDICTOR = 317;
  private static final int EXTRA_SAMPLES = 338;
  private static final int JPEG_TABLES = 347;
  private static final int YCBCR_COEFFICIENTS = 529;
  private static final int YCBCR_SUBSAMPLING = 530;
  private static final int YCBCR_POSITIONING = 531;
  private static final int REFERENCE_BLACK_WHITE = 532;

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int UNDEFINED = 7;
  private static final Map<Integer, Integer> TYPE_LENGTHS =
      Map.of(SHORT, 2, LONG, 4, RATIONAL, 8, UNDEFINED, 1);

  /** ImageIO passes over a field of a wrong type, and so would get other pixels. */
  private static final Set<Integer> SHORTS_OR_LONGS =
      Set.of(
          WIDTH,
          HEIGHT,
          STRIP_OFFSETS,
          ROWS_PER_STRIP,
          STRIP_LENGTHS,
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_OFFSETS,
          TILE_LENGTHS);

  private static final Map<Integer, Integer> OF_ONE_TYPE =
      Map.ofEntries(
          Map.entry(BITS_PER_SAMPLE, SHORT),
          Map.entry(COMPRESSION, SHORT),
          Map.entry(PHOTOMETRIC, SHORT),
          Map.entry(FILL_ORDER, SHORT),
          Map.entry(SAMPLES_PER_PIXEL, SHORT),
          Map.entry(PLANAR_CONFIGURATION, SHORT),
          Map.entry(PREDICTOR, SHORT),
          Map.entry(EXTRA_SAMPLES, SHORT),
          Map.entry(SAMPLE_FORMAT, SHORT),
          Map.entry(JPEG_TABLES, UNDEFINED),
          Map.entry(YCBCR_COEFFICIENTS, RATIONAL),
          Map.entry(YCBCR_SUBSAMPLING, SHORT),
          Map.entry(YCBCR_POSITIONING, SHORT),
          Map.entry(REFERENCE_BLACK_WHITE, RATIONAL));

  private static final int ENTRY = 12;
  private static final long MOST_TABLES = 1 << 16;

  private final FileBytes in;
  private final SortedMap<Integer, Long> places = new TreeMap<>();

  private TiffFields(FileBytes in) {
    this.in = in;
  }

  static TiffFields first(FileBytes in) throws IOException {
    TiffFields fields = new TiffFields(in);
    long start = in.u32(4);
    int entries = in.u16(start);
    in.require(start, 2 + (long) entries * ENTRY);
    for (int i = 0; i < entries; i++) {
      fields.add(start + 2 + (long) i * ENTRY);
    }
    return fields;
  }

  private void add(long place) throws IOException {
    int tag = in.u16(place);
    if (!SHORTS_OR_LONGS.contains(tag) && !OF_ONE_TYPE.containsKey(tag)) {
      return;
    }
    if (places.put(tag, place) != null) {
      throw in.problem("the TIFF file has two fields " + tag);
    }
    int type = in.u16(place + 2);
    boolean allowed =
        SHORTS_OR_LONGS.contains(tag)
            ? type == SHORT || type == LONG
            : type == OF_ONE_TYPE.getOrDefault(tag, SHORT);
    if (!allowed) {
      throw in.problem("the TIFF field " + tag + " has the wrong type " + type);
    }
    if (type == UNDEFINED && in.u32(place + 4) > MOST_TABLES) {
      throw in.problem("the TIFF field " + tag + " has " + in.u32(place + 4) + " bytes");
    }
    start(place);
  }

  /** Where a field's values begin, after a check that all of them are there. */
  private long start(long place) throws IOException {
    int type = in.u16(place + 2);
    long length = in.u32(place + 4) * TYPE_LENGTHS.getOrDefault(type, 8);
    long start = length <= 4 ? place + 8 : in.u32(place + 8);
    in.require(start, length);
    return start;
  }

  boolean has(int tag) {
    return places.containsKey(tag);
  }

  /** The number of values of a field, 0 where it is missing. */
  long count(int tag) throws IOException {
    Long place = places.get(tag);
    return place == null ? 0 : in.u32(place + 4);
  }

  /**
   * All values of a field, of which somebody has looked at the number; none where it is missing.
   */
  long[] values(int tag) throws IOException {
    Long place = places.get(tag);
    if (place == null) {
      return new long[0];
    }
    long[] values = new long[Math.toIntExact(count(tag))];
    boolean isShort = in.u16(place + 2) == SHORT;
    long start = start(place);
    for (int i = 0; i < values.length; i++) {
      values[i] = isShort ? in.u16(start + 2L * i) : in.u32(start + 4L * i);
    }
    return values;
  }

  /** The values of a field of few, or another one where it is missing. */
  List<Long> values(int tag, long missing) throws IOException {
    if (!has(tag)) {
      return List.of(missing);
    }
    long count = count(tag);
    if (count < 1 || count > 4) {
      throw in.problem("expected 1 to 4 values of the TIFF field " + tag + ", found " + count);
    }
    return Arrays.stream(values(tag)).boxed().toList();
  }

  long required(int tag) throws IOException {
    if (!has(tag)) {
      throw in.problem("the TIFF field " + tag + " is missing");
    }
    return only(tag, 0);
  }

  /** The only value of a field, or another one where it is missing. */
  long only(int tag, long missing) throws IOException {
    List<Long> values = values(tag, missing);
    if (values.size() != 1) {
      throw in.problem("expected one value of the TIFF field " + tag + ", found " + values);
    }
    return values.get(0);
  }

  /** A directory of these fields alone, behind which no page follows. */
  byte[] directory() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(2 + places.size() * ENTRY + 4).order(in.order());
    out.putShort((short) places.size());
    for (long place : places.values()) {
      out.put(in.bytes(place, ENTRY));
    }
    return out.array();
  }
}
