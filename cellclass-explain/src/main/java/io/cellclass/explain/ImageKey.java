package io.cellclass.explain;

import io.cellclass.RgbImage;

/**
 * What random streams for an image are derived from: its content, wherever it stands in a batch.
 */
final class ImageKey {
  private ImageKey() {}

  static String of(RgbImage image) {
    return Sizes.text(image.width(), image.height()) + ":" + Integer.toHexString(image.hashCode());
  }
}
