package io.cellclass;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * An image file whose structure was checked: the size that it claims, and what a decoder gets to
 * see of it.
 */
final class EncodedImage {
  private final int width;
  private final int height;
  private final byte[] bytes;
  private final int length;

  /** The first {@code length} of these bytes, not copied. */
  EncodedImage(long width, long height, byte[] bytes, int length) {
    this.width = Math.toIntExact(width);
    this.height = Math.toIntExact(height);
    this.bytes = bytes;
    this.length = length;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, length);
  }
}
