package io.cellclass.segment.neural;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Training images at the size at which a network sees them, kept in memory while there is room. */
final class SeenImages {
  private static final long MOST_PIXELS = 1 << 28;

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

  /** The SHA-256 of images in their order. */
  static String hash(List<ImageSource> sources) throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    for (ImageSource source : sources) {
      RgbImage image = source.read();
      hasher.putInt(image.width()).putInt(image.height()).putBytes(image.bytes());
    }
    return hasher.hash().toString();
  }
}
