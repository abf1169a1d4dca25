package io.cellclass.examples;

import io.cellclass.RgbImage;
import io.cellclass.segment.slide.BlockListener;
import io.cellclass.segment.slide.SlideImage;
import io.cellclass.segment.slide.SlideThumbnail;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Images that are seen block by block, and whose pictures are reduced.
 *
 * @param atOnce the most pixels of one that is seen at once
 * @param longestSide of a picture of a larger one
 */
record LargeImages(long atOnce, int longestSide) {
  /** More than 4,096 squared. */
  static final LargeImages DEFAULT = new LargeImages(1 << 24, 4096);

  boolean has(SlideImage image) {
    return (long) image.width() * image.height() > atOnce;
  }

  /** How many pixels of a large image its picture has one for, in each direction. */
  int reduction(SlideImage image) {
    return SlideThumbnail.factor(image, longestSide);
  }

  RgbImage thumbnail(SlideImage image) throws IOException {
    return SlideThumbnail.of(image, longestSide);
  }

  /** Shows how many blocks of an image have been seen. */
  static BlockListener listener(Progress progress, String stage, Path file) {
    return (done, total) -> progress.progressed(stage + " " + file.getFileName(), done, total);
  }
}
