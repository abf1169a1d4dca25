package io.cellclass.dl4j;

import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The images of samples, which are kept decoded as long as there is room: each epoch uses all of
 * them, so that throwing one out for another would gain nothing. Safe for concurrent use.
 */
final class DecodedImages {
  private final long mostBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<Sample, RgbImage> images = new ConcurrentHashMap<>();

  /** With room for this many bytes of pixels; with 0, each image is decoded whenever it is used. */
  DecodedImages(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The usual room, an eighth of the largest heap: about 1,000 images of 360x360 in 3 GB. */
  static long usualBytes() {
    return Runtime.getRuntime().maxMemory() / 8;
  }

  /**
   * The image of a sample.
   *
   * @throws IOException if it cannot be read
   */
  RgbImage image(Sample sample) throws IOException {
    RgbImage kept = images.get(sample);
    if (kept != null) {
      return kept;
    }
    RgbImage image = sample.image();
    long size = 3L * image.width() * image.height();
    if (bytes.addAndGet(size) > mostBytes || images.putIfAbsent(sample, image) != null) {
      bytes.addAndGet(-size);
    }
    return image;
  }

  /** The bytes of pixels that are kept. */
  long bytes() {
    return bytes.get();
  }
}
