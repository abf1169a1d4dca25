package io.cellclass.augment;

import org.bytedeco.opencv.global.opencv_core;

/**
 * What is seen where a warp looks beyond the border of an image. The examples show what stands
 * before and behind a row {@code abcd}.
 */
public enum BorderMode {
  /** {@code dcb|abcd|cba}: mirrored at the middle of the outermost pixel. The default. */
  REFLECT_101(opencv_core.BORDER_REFLECT_101, 0),

  /** {@code cba|abcd|dcb}: mirrored at the edge, so that the outermost pixel is there twice. */
  REFLECT(opencv_core.BORDER_REFLECT, 0),

  /** {@code aaa|abcd|ddd}: the outermost pixel, again and again. */
  REPLICATE(opencv_core.BORDER_REPLICATE, 0),

  /** {@code bcd|abcd|abc}: the other side of the image. */
  WRAP(opencv_core.BORDER_WRAP, 0),

  /** Black. */
  BLACK(opencv_core.BORDER_CONSTANT, 0),

  /** White, as an empty place on a slide nearly is. */
  WHITE(opencv_core.BORDER_CONSTANT, 255);

  private final int code;
  private final int level;

  BorderMode(int code, int level) {
    this.code = code;
    this.level = level;
  }

  /** OpenCV's number of it. */
  int code() {
    return code;
  }

  /** The level of all channels where no pixel is shown. */
  int level() {
    return level;
  }

  /** The pixel that stands at a position, which may be beyond the border; -1 if none does. */
  int pixelAt(int position, int length) {
    if (position >= 0 && position < length) {
      return position;
    }
    return switch (this) {
      case REFLECT_101 -> mirrored(position, Math.max(1, 2 * length - 2), 0);
      case REFLECT -> mirrored(position, 2 * length, 1);
      case REPLICATE -> position < 0 ? 0 : length - 1;
      case WRAP -> Math.floorMod(position, length);
      case BLACK, WHITE -> -1;
    };
  }

  private static int mirrored(int position, int period, int repeated) {
    int within = Math.floorMod(position, period);
    return Math.min(within, period - repeated - within);
  }
}
