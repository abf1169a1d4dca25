package io.cellclass.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.cellclass.RgbImage;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Draws an image with its points moved. */
final class Resampling {
  // OpenCV keeps positions in 16 bits.
  private static final int FARTHEST = 32_000;

  private Resampling() {}

  static RgbImage draw(RgbImage image, AffineMap map, BorderMode border) {
    if (map.equals(AffineMap.IDENTITY)) {
      return image;
    }
    AffineMap source = map.inverse();
    return map.movesWholePixels()
        ? moved(image, source, border)
        : interpolated(image, source, border);
  }

  private static RgbImage moved(RgbImage image, AffineMap source, BorderMode border) {
    int width = image.width();
    int height = image.height();
    byte[] from = image.bytes();
    byte[] to = new byte[from.length];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = border.pixelAt((int) source.x(x, y), width);
        int row = border.pixelAt((int) source.y(x, y), height);
        boolean shown = column >= 0 && row >= 0;
        int pixel = 3 * (row * width + column);
        for (int channel = 0; channel < 3; channel++) {
          to[at++] = shown ? from[pixel + channel] : (byte) border.level();
        }
      }
    }
    return RgbImage.of(width, height, to);
  }

  private static RgbImage interpolated(RgbImage image, AffineMap source, BorderMode border) {
    requireReachable(image, source);
    double level = border.level();
    try (DoublePointer numbers =
            new DoublePointer(
                source.xx(), source.xy(), source.x0(), source.yx(), source.yy(), source.y0());
        Mat matrix = new Mat(2, 3, CV_64FC1, numbers);
        Size size = new Size(image.width(), image.height());
        Scalar colour = new Scalar(level, level, level, level)) {
      int method = INTER_LINEAR | WARP_INVERSE_MAP;
      return Pixels.change(
          image, (from, to) -> warpAffine(from, to, matrix, size, method, border.code(), colour));
    }
  }

  private static void requireReachable(RgbImage image, AffineMap source) {
    int right = image.width() - 1;
    int bottom = image.height() - 1;
    for (int corner = 0; corner < 4; corner++) {
      int x = corner % 2 * right;
      int y = corner / 2 * bottom;
      double farthest = Math.max(Math.abs(source.x(x, y)), Math.abs(source.y(x, y)));
      if (Math.max(farthest, Math.max(right, bottom)) > FARTHEST) {
        throw new IllegalArgumentException(
            "a warp reaches "
                + FARTHEST
                + " pixels at most, not the "
                + Math.round(farthest)
                + " that "
                + image
                + " would need");
      }
    }
  }
}
