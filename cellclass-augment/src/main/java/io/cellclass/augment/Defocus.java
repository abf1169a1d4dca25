package io.cellclass.augment;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

/**
 * Blurs an image as a lens does that is not in focus: each point becomes an even disc, the circle
 * of confusion of geometrical optics. Beyond the border the image is mirrored. Safe for concurrent
 * use.
 *
 * @param radius the radius of the disc in pixels, within 0 to 25; up to half a pixel nothing
 *     changes
 */
public record Defocus(Range radius) implements Augmentation {
  private static final double SMALLEST = 0.5;

  /**
   * A disc within a range.
   *
   * @throws IllegalArgumentException if the range is not within 0 to 25 pixels
   */
  public Defocus {
    radius.requireWithin("the radius of a defocus in pixels", 0, 25);
  }

  /**
   * A disc up to a size.
   *
   * @param mostRadius the largest radius, from 0 to 25 pixels
   * @throws IllegalArgumentException if that is outside 0 to 25
   */
  public Defocus(double mostRadius) {
    this(new Range(0, mostRadius));
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    double drawn = radius.draw(random);
    if (drawn <= SMALLEST) {
      return image;
    }
    float[] disc = disc(drawn);
    int side = (int) Math.round(Math.sqrt(disc.length));
    try (FloatPointer weights = new FloatPointer(disc);
        Mat kernel = new Mat(side, side, CV_32FC1, weights);
        Point centre = new Point(-1, -1)) {
      return Pixels.change(
          image, (from, to) -> filter2D(from, to, -1, kernel, centre, 0, BORDER_REFLECT_101));
    }
  }

  /** The weights of a square of pixels with a disc in it; a pixel on the edge counts in part. */
  static float[] disc(double radius) {
    int reach = (int) Math.ceil(radius - SMALLEST);
    int side = 2 * reach + 1;
    float[] weights = new float[side * side];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double distance = Math.hypot(i % side - reach, i / side - reach);
      weights[i] = (float) Math.max(0, Math.min(1, radius + SMALLEST - distance));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] / sum);
    }
    return weights;
  }
}
