package io.cellclass.segment.neural;

import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Training images at the size at which a network sees them, kept in memory while there is room. */
final class SeenImages {
  /** Three bytes a pixel in an eighth of the heap. */
  private static final long MOST_PIXELS = Runtime.getRuntime().maxMemory() / 24;

  private final InputScale scale;
  private final Map<ImageSource, Seen> kept = new ConcurrentHashMap<>();
  private long pixels;

  SeenImages(InputScale scale) {
    this.scale = scale;
  }

  /**
   * An image as it is seen.
   *
   * @param reductionX the image's pixels for one that is seen, along rows
   */
  record Seen(RgbImage image, double reductionX, double reductionY) {}

  Seen read(ImageSource source) throws IOException {
    Seen seen = kept.get(source);
    if (seen != null) {
      return seen;
    }
    RgbImage image = source.read();
    RgbImage small = scale.apply(image);
    Seen read =
        new Seen(
            small,
            (double) image.width() / small.width(),
            (double) image.height() / small.height());
    keep(source, read);
    return read;
  }

  private synchronized void keep(ImageSource source, Seen seen) {
    long size = (long) seen.image().width() * seen.image().height();
    if (pixels + size <= MOST_PIXELS && kept.putIfAbsent(source, seen) == null) {
      pixels += size;
    }
  }
}
