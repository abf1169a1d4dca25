package io.cellclass.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.cellclass.RgbImage;
import java.util.function.BiConsumer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Images as OpenCV's matrices, red first. Their memory is outside the heap and is freed where it is
 * taken.
 */
final class Pixels {
  private Pixels() {}

  /** What an operation of OpenCV makes of an image, from its first argument into its second. */
  static RgbImage change(RgbImage image, BiConsumer<Mat, Mat> operation) {
    try (Mat from = copyOf(image);
        Mat to = new Mat()) {
      operation.accept(from, to);
      return image(to);
    }
  }

  /** A copy of an image, to be closed. */
  static Mat copyOf(RgbImage image) {
    Mat matrix = new Mat(image.height(), image.width(), CV_8UC3);
    matrix.data().put(image.bytes());
    return matrix;
  }

  /** The image in a matrix of three channels of bytes that lie without gaps. */
  static RgbImage image(Mat matrix) {
    if (matrix.type() != CV_8UC3 || !matrix.isContinuous()) {
      throw new IllegalStateException("expected bytes of three channels, found " + matrix);
    }
    byte[] bytes = new byte[3 * matrix.rows() * matrix.cols()];
    matrix.data().get(bytes);
    return RgbImage.of(matrix.cols(), matrix.rows(), bytes);
  }
}
