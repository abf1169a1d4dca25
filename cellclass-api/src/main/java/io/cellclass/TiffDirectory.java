package io.cellclass;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directory of a TIFF file's first page. */
final class TiffDirectory {
  private static final int HEADER = 8;
  private static final int ENTRY = 12;
  // Bytes of a value by its type: short, long, rational and undefined.
  private static final Map<Integer, Integer> TYPE_LENGTHS = Map.of(3, 2, 4, 4, 5, 8, 7, 1);

  private final ImageBytes in;
  private final Map<TiffTag, Integer> places = new EnumMap<>(TiffTag.class);

  private TiffDirectory(ImageBytes in) {
    this.in = in;
  }

  static TiffDirectory first(ImageBytes in) throws UnreadableImageException {
    TiffDirectory directory = new TiffDirectory(in);
    long start = in.u32(4);
    int entries = in.u16(start);
    in.start(start, 2 + (long) entries * ENTRY);
    for (int i = 0; i < entries; i++) {
      directory.add((int) start + 2 + i * ENTRY);
    }
    return directory;
  }

  private void add(int place) throws UnreadableImageException {
    int number = in.u16(place);
    Optional<TiffTag> tag =
        Arrays.stream(TiffTag.values()).filter(known -> known.number() == number).findFirst();
    if (tag.isPresent()) {
      if (places.put(tag.get(), place) != null) {
        throw in.problem("the TIFF file has two fields " + tag.get());
      }
      int type = in.u16(place + 2L);
      if (!tag.get().allows(type)) {
        throw in.problem("the TIFF field " + tag.get() + " has the wrong type " + type);
      }
      start(place);
    }
  }

  /** Where a field's values begin, after a check that all of them are there. */
  private long start(int place) throws UnreadableImageException {
    int type = in.u16(place + 2L);
    long length = in.u32(place + 4L) * TYPE_LENGTHS.getOrDefault(type, 8);
    return in.start(length <= 4 ? place + 8L : in.u32(place + 8L), length);
  }

  boolean has(TiffTag tag) {
    return places.containsKey(tag);
  }

  /** The values of a field, or others where the field is missing. */
  List<Long> values(TiffTag tag, List<Long> missing, int most) throws UnreadableImageException {
    Integer place = places.get(tag);
    if (place == null) {
      return missing;
    }
    int type = in.u16(place + 2L);
    long count = in.u32(place + 4L);
    if (count < 1 || count > most) {
      throw in.problem(
          "expected up to " + most + " values of the TIFF field " + tag + ", found " + count);
    }
    long start = start(place);
    List<Long> values = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      values.add(type == 3 ? (long) in.u16(start + 2L * i) : in.u32(start + 4L * i));
    }
    return values;
  }

  /** The only value of a field, or another where the field is missing. */
  long value(TiffTag tag, long missing) throws UnreadableImageException {
    return values(tag, List.of(missing), 1).get(0);
  }

  long required(TiffTag tag) throws UnreadableImageException {
    if (!has(tag)) {
      throw in.problem("the TIFF field " + tag + " is missing");
    }
    return value(tag, 0);
  }

  /** The file with a directory behind it that has the known fields only, and no page follows. */
  byte[] alone() throws UnreadableImageException {
    // A directory begins at an even byte.
    int start = in.size() + in.size() % 2;
    byte[] bytes = Arrays.copyOf(in.array(), start + 2 + places.size() * ENTRY + 4);
    ByteOrder order = in.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer out = ByteBuffer.wrap(bytes).order(order);
    out.putInt(HEADER - 4, start);
    out.putShort(start, (short) places.size());
    int at = start + 2;
    for (int place : places.values()) {
      System.arraycopy(in.array(), place, bytes, at, ENTRY);
      at += ENTRY;
    }
    return bytes;
  }
}
