package io.cellclass.augment;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Blurs an image by a Gaussian bell, as a lens of a smaller aperture or a coarser sensor does.
 * Beyond the border it is mirrored. Safe for concurrent use.
 *
 * @param sigma the standard deviation of the bell in pixels, within 0 to 50; below 0.1 nothing
 *     changes
 */
public record GaussianBlur(Range sigma) implements Augmentation {
  private static final double SMALLEST = 0.1;

  /**
   * A blur within a range.
   *
   * @throws IllegalArgumentException if the range is not within 0 to 50 pixels
   */
  public GaussianBlur {
    sigma.requireWithin("the sigma of a blur in pixels", 0, 50);
  }

  /**
   * A blur up to a strength.
   *
   * @param mostSigma the strongest, from 0 to 50 pixels
   * @throws IllegalArgumentException if that is outside 0 to 50
   */
  public GaussianBlur(double mostSigma) {
    this(new Range(0, mostSigma));
  }

  @Override
  public RgbImage apply(RgbImage image, RandomGenerator random) {
    double drawn = sigma.draw(random);
    if (drawn < SMALLEST) {
      return image;
    }
    int side = 2 * (int) Math.ceil(4 * drawn) + 1;
    try (Size kernel = new Size(side, side)) {
      return Pixels.change(
          image,
          (from, to) ->
              opencv_imgproc.GaussianBlur(from, to, kernel, drawn, drawn, BORDER_REFLECT_101));
    }
  }
}
