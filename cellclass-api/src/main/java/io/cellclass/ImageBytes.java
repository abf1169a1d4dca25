package io.cellclass;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of an image file, read with checks; what is wrong with them is told under the file's
 * name.
 */
final class ImageBytes {
  private final String name;
  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final ImageLimits limits;

  /** The byte order is big-endian at first. The bytes are not copied. */
  ImageBytes(String name, byte[] bytes, ImageLimits limits) {
    this.name = name;
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes);
    this.limits = limits;
  }

  void order(ByteOrder order) {
    buffer.order(order);
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }

  int u8(long at) throws UnreadableImageException {
    return buffer.get(start(at, 1)) & 0xff;
  }

  int u16(long at) throws UnreadableImageException {
    return buffer.getShort(start(at, 2)) & 0xffff;
  }

  int i32(long at) throws UnreadableImageException {
    return buffer.getInt(start(at, 4));
  }

  long u32(long at) throws UnreadableImageException {
    return Integer.toUnsignedLong(i32(at));
  }

  String ascii(long at, int length) throws UnreadableImageException {
    return new String(bytes, start(at, length), length, StandardCharsets.ISO_8859_1);
  }

  /** The place of a run of bytes, after a check that all of them are there. */
  int start(long at, long length) throws UnreadableImageException {
    if (at < 0 || length < 0 || length > bytes.length - at) {
      throw problem(
          "the file is truncated: expected at least "
              + (at + length)
              + " bytes, found "
              + bytes.length);
    }
    return (int) at;
  }

  /** Checks what a header claims before anything of that size is allocated. */
  void requireAllowedSize(long width, long height) throws UnreadableImageException {
    if (width < 1 || height < 1) {
      throw problem("the header claims " + width + "x" + height + " pixels");
    }
    if (width > limits.pixels() || width * height > limits.pixels()) {
      throw problem(
          "the header claims "
              + width
              + "x"
              + height
              + " pixels, more than the limit of "
              + limits.pixels());
    }
  }

  /** Checks that so many bytes can hold what they claim when each one holds at most so much. */
  void requirePlausible(double claimed, long available, double densest)
      throws UnreadableImageException {
    if (claimed > (double) available * densest) {
      throw problem(
          "the header claims more pixels than its " + available + " bytes of image data can hold");
    }
  }

  UnreadableImageException problem(String problem) {
    return new UnreadableImageException(name, problem);
  }

  UnreadableImageException problem(String problem, Throwable cause) {
    return new UnreadableImageException(name, problem, cause);
  }
}
