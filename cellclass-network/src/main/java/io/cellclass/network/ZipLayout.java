package io.cellclass.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * Where the entries of a zip file lie, by a strict reading: every byte of the file belongs to an
 * entry, the directory or the end record, the directory says what the entries' own headers say, and
 * no feature is used but storing and deflating.
 *
 * <p>Zip readers differ in what they make of a file that breaks these rules, so that a file could
 * hold one thing for the one who checks it and another for the one who runs it.
 */
final class ZipLayout {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int DESCRIPTOR_BYTES = 16;
  private static final int DIRECTORY_HEADER = 0x02014b50;
  private static final int DIRECTORY_HEADER_BYTES = 46;
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;

  private static final int MOST_DIRECTORY_BYTES = 1 << 16;
  private static final int MOST_SHOWN = 10;

  /** Deflating (version 2.0) is the newest feature; 4.5 would be zip64. */
  private static final int NEWEST_VERSION = 20;

  private static final int HAS_DESCRIPTOR = 1 << 3;

  /** Hints on the deflater's effort, and that the name is in UTF-8. */
  private static final int HARMLESS_FLAGS = 3 << 1 | 1 << 11;

  /**
   * An entry.
   *
   * @param compressed the length of its data in the file
   * @param size the length that the data claims to have once inflated
   * @param position where the data begins in the file
   */
  record Entry(
      String name, int flags, int method, long crc, long compressed, long size, long position) {
    boolean deflated() {
      return method == ZipEntry.DEFLATED;
    }
  }

  private final SeekableByteChannel channel;
  private final long length;

  private ZipLayout(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
  }

  /**
   * The entries of a file, in the order in which they lie there.
   *
   * @param names the names that they must have, in any order
   * @throws ZipException if the file breaks a rule or has other entries
   */
  static List<Entry> read(SeekableByteChannel channel, List<String> names) throws IOException {
    ZipLayout layout = new ZipLayout(channel);
    return layout.entries(layout.directory(), names);
  }

  private ByteBuffer directory() throws IOException {
    ByteBuffer end = bytes(length - END_BYTES, END_BYTES, "the end record");
    require(END, end.getInt(0), "the signature of a zip's end record");
    require(0, end.getInt(4), "disk numbers");
    require(end.getShort(8), end.getShort(10), "entries on all disks");
    require(0, end.getShort(20), "a comment's length");
    long size = unsigned(end.getInt(12));
    long position = unsigned(end.getInt(16));
    require(length - END_BYTES, position + size, "the end of the directory");
    if (size > MOST_DIRECTORY_BYTES) {
      throw new ZipException(
          "expected a directory of at most " + MOST_DIRECTORY_BYTES + " bytes, found " + size);
    }
    return bytes(position, (int) size, "the directory");
  }

  private List<Entry> entries(ByteBuffer directory, List<String> names) throws IOException {
    List<ByteBuffer> headers = split(directory);
    List<String> found = headers.stream().map(ZipLayout::name).toList();
    if (!found.stream().sorted().toList().equals(names.stream().sorted().toList())) {
      throw new ZipException(
          "expected the entries " + names + ", found " + found.size() + ": " + shown(found));
    }
    List<Entry> entries = new ArrayList<>();
    long position = 0;
    for (ByteBuffer header : headers) {
      Entry entry = entry(header, position);
      entries.add(entry);
      position = checkData(entry);
    }
    require(length - END_BYTES - directory.limit(), position, "the end of the last entry");
    ByteBuffer end = bytes(length - END_BYTES, END_BYTES, "the end record");
    require(headers.size(), end.getShort(8) & 0xffff, "the number of entries");
    return entries;
  }

  private static List<ByteBuffer> split(ByteBuffer directory) throws ZipException {
    List<ByteBuffer> headers = new ArrayList<>();
    int position = 0;
    while (position < directory.limit()) {
      int left = directory.limit() - position;
      ByteBuffer rest = directory.slice(position, left).order(ByteOrder.LITTLE_ENDIAN);
      if (left < DIRECTORY_HEADER_BYTES || rest.getInt(0) != DIRECTORY_HEADER) {
        throw new ZipException("expected a directory entry, found " + left + " other bytes");
      }
      // Name, extra field and comment.
      int size = DIRECTORY_HEADER_BYTES + ushort(rest, 28) + ushort(rest, 30) + ushort(rest, 32);
      if (size > left) {
        throw new ZipException("expected " + size + " bytes of a directory entry, found " + left);
      }
      headers.add(rest.slice(0, size).order(ByteOrder.LITTLE_ENDIAN));
      position += size;
    }
    return headers;
  }

  private Entry entry(ByteBuffer header, long position) throws IOException {
    String name = name(header);
    require(0, ushort(header, 30), name + ": an extra field's length");
    require(0, ushort(header, 32), name + ": a comment's length");
    require(0, ushort(header, 34), name + ": the disk number");
    require(position, unsigned(header.getInt(42)), name + ": the position of its header");
    Entry entry =
        new Entry(
            name,
            ushort(header, 8),
            ushort(header, 10),
            unsigned(header.getInt(16)),
            unsigned(header.getInt(20)),
            unsigned(header.getInt(24)),
            position + LOCAL_HEADER_BYTES + name.length());
    checkFeatures(entry, ushort(header, 6));
    checkLocalHeader(entry, header);
    return entry;
  }

  private static void checkFeatures(Entry entry, int version) throws ZipException {
    String name = entry.name();
    if (version > NEWEST_VERSION) {
      throw new ZipException(name + ": expected zip version up to 20, found " + version);
    }
    require(
        0, entry.flags() & ~(HAS_DESCRIPTOR | HARMLESS_FLAGS), name + ": flags such as encryption");
    if (entry.method() != ZipEntry.STORED && !entry.deflated()) {
      throw new ZipException(
          name + ": expected stored or deflated data, found method " + entry.method());
    }
    if (!entry.deflated()) {
      require(entry.size(), entry.compressed(), name + ": the stored length");
    }
  }

  private void checkLocalHeader(Entry entry, ByteBuffer header) throws IOException {
    String name = entry.name();
    ByteBuffer local =
        bytes(
            entry.position() - LOCAL_HEADER_BYTES - name.length(),
            LOCAL_HEADER_BYTES + name.length(),
            name + "'s header");
    require(LOCAL_HEADER, local.getInt(0), name + ": the signature of its header");
    require(name.length(), ushort(local, 26), name + ": the length of its name");
    require(0, ushort(local, 28), name + ": an extra field's length");
    boolean sameName = ascii(local, LOCAL_HEADER_BYTES, name.length()).equals(name);
    // Version, flags, method, time and date stand side by side in both.
    boolean same = local.slice(4, 10).equals(header.slice(6, 10));
    boolean sizesFollow = (entry.flags() & HAS_DESCRIPTOR) != 0 && isZero(local, 14, 12);
    if (!sameName || !same || !(sizesFollow || local.slice(14, 12).equals(header.slice(16, 12)))) {
      throw new ZipException(name + ": expected its header to say what the directory says");
    }
  }

  /** Returns where the entry ends. */
  private long checkData(Entry entry) throws IOException {
    long end = entry.position() + entry.compressed();
    if ((entry.flags() & HAS_DESCRIPTOR) == 0) {
      return end;
    }
    ByteBuffer descriptor = bytes(end, DESCRIPTOR_BYTES, entry.name() + "'s data descriptor");
    require(DESCRIPTOR, descriptor.getInt(0), entry.name() + ": the data descriptor's signature");
    require(entry.crc(), unsigned(descriptor.getInt(4)), entry.name() + ": its CRC");
    require(entry.compressed(), unsigned(descriptor.getInt(8)), entry.name() + ": its length");
    require(entry.size(), unsigned(descriptor.getInt(12)), entry.name() + ": its size");
    return end + DESCRIPTOR_BYTES;
  }

  private ByteBuffer bytes(long position, int count, String what) throws IOException {
    if (position < 0 || position > length - count) {
      throw new ZipException(
          "expected " + count + " bytes of " + what + ", found a file of " + length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    if (bytes.hasRemaining()) {
      throw new ZipException("the file became shorter while it was read");
    }
    return bytes.flip();
  }

  private static String name(ByteBuffer header) {
    return ascii(header, DIRECTORY_HEADER_BYTES, ushort(header, 28));
  }

  /** Bytes beyond ASCII become question marks, which are in no name that is looked for. */
  private static String ascii(ByteBuffer bytes, int position, int length) {
    byte[] copy = new byte[length];
    bytes.get(position, copy);
    return new String(copy, StandardCharsets.US_ASCII).replace('\ufffd', '?');
  }

  private static String shown(List<String> names) {
    return names.stream()
        .limit(MOST_SHOWN)
        .map(name -> name.substring(0, Math.min(80, name.length())).replaceAll("\\p{Cntrl}", "?"))
        .toList()
        .toString();
  }

  private static boolean isZero(ByteBuffer bytes, int position, int count) {
    return bytes.slice(position, count).equals(ByteBuffer.allocate(count));
  }

  private static int ushort(ByteBuffer bytes, int position) {
    return bytes.getShort(position) & 0xffff;
  }

  private static long unsigned(int value) {
    return value & 0xffffffffL;
  }

  private static void require(long expected, long found, String what) throws ZipException {
    if (expected != found) {
      throw new ZipException(what + ": expected " + expected + ", found " + found);
    }
  }
}
