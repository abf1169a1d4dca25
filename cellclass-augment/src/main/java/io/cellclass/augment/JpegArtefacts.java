package io.cellclass.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Encodes an image as JPEG, colours at half the resolution, and decodes it again. Safe for
 * concurrent use.
 *
 * @param leastQuality the lowest quality, from 1 on, on the scale of the Independent JPEG Group
 * @param mostQuality the highest, up to 100
 */
public record JpegArtefacts(int leastQuality, int mostQuality) implements Augmentation {
  // The library's limit; the format's is 65,535.
  private static final int LONGEST_SIDE = 65_500;

  /**
   * A quality within a range.
   *
   * @throws IllegalArgumentException if the range is not within 1 to 100, or ends before it begins
   */
  public JpegArtefacts {
    new Range(leastQuality, mostQuality).requireWithin("the quality of a JPEG", 1, 100);
  }

  /**
   * The image with the marks of compression.
   *
   * @throws IllegalArgumentException if a side is longer than 65,500 pixels
   */
  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    if (Math.max(image.width(), image.height()) > LONGEST_SIDE) {
      throw new IllegalArgumentException(
          "a JPEG image has at most "
              + LONGEST_SIDE
              + " rows and columns, not as many as "
              + image);
    }
    int quality = leastQuality + random.nextInt(mostQuality - leastQuality + 1);
    // OpenCV's files are about blue, green and red, in this order.
    return Pixels.change(
        image,
        (from, to) -> {
          cvtColor(from, to, COLOR_RGB2BGR);
          compress(to, from, quality);
          cvtColor(from, to, COLOR_BGR2RGB);
        });
  }

  private static void compress(Mat from, Mat to, int quality) {
    try (BytePointer file = new BytePointer();
        IntPointer settings = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      if (!imencode(".jpg", from, file, settings)) {
        throw new IllegalStateException("OpenCV cannot write JPEG at quality " + quality);
      }
      try (Mat bytes = new Mat(1, (int) file.limit(), CV_8UC1, file);
          Mat decoded = imdecode(bytes, IMREAD_COLOR)) {
        decoded.copyTo(to);
      }
    }
  }
}
