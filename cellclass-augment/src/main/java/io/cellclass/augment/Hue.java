package io.cellclass.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns the hue of all pixels by one angle on the colour wheel (of hue, saturation and value), from
 * red towards yellow and green. Safe for concurrent use.
 *
 * @param degrees within -180 to 180
 */
public record Hue(Range degrees) implements Augmentation {
  /**
   * A turn within a range.
   *
   * @throws IllegalArgumentException if the range is not within -180 to 180 degrees
   */
  public Hue {
    degrees.requireWithin("the degrees of a change of hue", -180, 180);
  }

  /**
   * A turn in either direction.
   *
   * @param mostDegrees the furthest, from 0 to 180
   * @throws IllegalArgumentException if that is outside 0 to 180
   */
  public Hue(double mostDegrees) {
    this(Range.around(0, mostDegrees));
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    float turn = (float) degrees.draw(random);
    try (Mat bytes = Pixels.copyOf(image);
        Mat colours = new Mat();
        Mat hues = new Mat()) {
      bytes.convertTo(colours, CV_32FC3, 1 / 255.0, 0);
      cvtColor(colours, hues, COLOR_RGB2HSV);
      turn(hues.createBuffer(), turn);
      cvtColor(hues, colours, COLOR_HSV2RGB);
      colours.convertTo(bytes, CV_8UC3, 255, 0);
      return Pixels.image(bytes);
    }
  }

  private static void turn(FloatBuffer hues, float degrees) {
    for (int i = 0; i < hues.limit(); i += 3) {
      float turned = hues.get(i) + degrees;
      hues.put(i, turned < 0 ? turned + 360 : turned >= 360 ? turned - 360 : turned);
    }
  }
}
