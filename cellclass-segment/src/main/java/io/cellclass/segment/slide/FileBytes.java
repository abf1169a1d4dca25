package io.cellclass.segment.slide;

import io.cellclass.UnreadableImageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of an image file, read at any place with checks; what is wrong with them is told under
 * the file's name. Big-endian at first.
 */
final class FileBytes implements Closeable {
  private static final int WINDOW = 1 << 16;

  private final String name;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowStart;

  private FileBytes(String name, FileChannel channel, long size) {
    this.name = name;
    this.channel = channel;
    this.size = size;
  }

  static FileBytes open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new FileBytes(file.toString(), channel, channel.size());
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  void order(ByteOrder order) {
    window.order(order);
  }

  ByteOrder order() {
    return window.order();
  }

  int u8(long at) throws IOException {
    return window.get(place(at, 1)) & 0xff;
  }

  int u16(long at) throws IOException {
    return window.getShort(place(at, 2)) & 0xffff;
  }

  long u32(long at) throws IOException {
    return Integer.toUnsignedLong(window.getInt(place(at, 4)));
  }

  String ascii(long at, int length) throws IOException {
    return new String(bytes(at, length), StandardCharsets.ISO_8859_1);
  }

  byte[] bytes(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, WINDOW);
      window.get(place(at + done, part), bytes, done, part);
      done += part;
    }
    return bytes;
  }

  /** Checks that a run of bytes is in the file. */
  void require(long at, long length) throws UnreadableImageException {
    if (at < 0 || length < 0 || length > size - at) {
      throw problem(
          "the file is truncated: expected at least " + (at + length) + " bytes, found " + size);
    }
  }

  /** Where in the window these bytes are, which is moved to them. */
  private int place(long at, int length) throws IOException {
    require(at, length);
    if (at < windowStart || at + length > windowStart + window.limit()) {
      window.clear();
      while (window.hasRemaining() && channel.read(window, at + window.position()) >= 0) {
        // Until it is full, or the file ends.
      }
      window.flip();
      windowStart = at;
      if (window.limit() < length) {
        throw problem("the file became shorter while it was read");
      }
    }
    return (int) (at - windowStart);
  }

  /** At most so many bytes from a place, as a stream reads: -1 at the end. */
  int read(long at, byte[] into, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(into, offset, length), at);
  }

  UnreadableImageException problem(String problem) {
    return new UnreadableImageException(name, problem);
  }

  UnreadableImageException problem(String problem, Throwable cause) {
    return new UnreadableImageException(name, problem, cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
