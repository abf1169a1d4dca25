package io.cellclass.tflite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableMap;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The zip behind a flatbuffer, in which TensorFlow Lite Metadata keeps associated files: stored
 * entries, whose positions are counted from the start of the file.
 */
final class AppendedZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final short VERSION = 20;

  /** 1 January 2000, 00:00. */
  private static final short DATE = ((2000 - 1980) << 9) | (1 << 5) | 1;

  private static final short TIME = 0;

  private AppendedZip() {}

  /**
   * The bytes to append.
   *
   * @param before how many bytes stand before them
   * @param files the entries by their names, which are ASCII
   */
  static ByteBuffer write(int before, ImmutableMap<String, byte[]> files) {
    int size = END_BYTES;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      size += LOCAL_BYTES + CENTRAL_BYTES + 2 * file.getKey().length() + file.getValue().length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Integer> positions = new LinkedHashMap<>();
    files.forEach(
        (name, content) -> {
          positions.put(name, before + out.position());
          out.putInt(LOCAL);
          header(out, name, content).put(name.getBytes(US_ASCII)).put(content);
        });
    int directory = out.position();
    positions.forEach(
        (name, position) -> {
          out.putInt(CENTRAL).putShort(VERSION);
          header(out, name, files.getOrDefault(name, new byte[0]));
          // No comment, the first disk, no attributes.
          out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
          out.putInt(position).put(name.getBytes(US_ASCII));
        });
    int length = out.position() - directory;
    out.putInt(END).putShort((short) 0).putShort((short) 0);
    out.putShort((short) files.size()).putShort((short) files.size());
    out.putInt(length).putInt(before + directory).putShort((short) 0);
    return out.flip();
  }

  private static ByteBuffer header(ByteBuffer out, String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    // No flags, not compressed.
    out.putShort(VERSION).putShort((short) 0).putShort((short) 0).putShort(TIME).putShort(DATE);
    out.putInt((int) crc.getValue()).putInt(content.length).putInt(content.length);
    return out.putShort((short) name.length()).putShort((short) 0);
  }

  /**
   * The files of a zip that {@link #write} wrote, and of no other.
   *
   * @param file the whole file
   * @return the position where the zip begins, and its files
   * @throws IllegalArgumentException if there is none at the end
   */
  static Read read(ByteBuffer file) {
    try {
      ByteBuffer in = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      int end = in.limit() - END_BYTES;
      require(end >= 0 && in.getInt(end) == END, "the end of a zip with associated files");
      int count = in.getShort(end + 10);
      int at = in.getInt(end + 16);
      ImmutableMap.Builder<String, byte[]> files = ImmutableMap.builder();
      int start = at;
      for (int i = 0; i < count; i++) {
        require(in.getInt(at) == CENTRAL, "an entry of the zip's directory");
        int size = in.getInt(at + 20);
        int nameLength = in.getShort(at + 28);
        int local = in.getInt(at + 42);
        start = Math.min(start, local);
        String name = new String(bytes(in, at + CENTRAL_BYTES, nameLength), US_ASCII);
        files.put(name, bytes(in, local + LOCAL_BYTES + nameLength, size));
        at += CENTRAL_BYTES + nameLength;
      }
      Read read = new Read(start, files.buildOrThrow());
      // Each byte is as it is written here: no other reader can see other files.
      require(
          in.position(start).slice().equals(write(start, read.files())),
          "a zip as cellclass writes it");
      return read;
    } catch (IndexOutOfBoundsException | BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("expected a whole zip at the end", e);
    }
  }

  /** What {@link #read} found. */
  record Read(int start, ImmutableMap<String, byte[]> files) {}

  private static byte[] bytes(ByteBuffer in, int position, int length) {
    if (length < 0 || length > in.limit()) {
      throw new IndexOutOfBoundsException(length);
    }
    byte[] result = new byte[length];
    in.get(position, result);
    return result;
  }

  private static void require(boolean fulfilled, String expected) {
    if (!fulfilled) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }
}
