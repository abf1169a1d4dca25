package io.cellclass.network;

import io.cellclass.RgbImage;
import java.util.function.UnaryOperator;

/** What is done about the colour and the strength of the light in an image. */
public enum Illumination {
  /** Nothing. */
  AS_IS,

  /**
   * The {@link Background} becomes {@value #WHITE} in all channels: each is multiplied by a factor
   * of its own, rounded and cut off at 255. Under a lamp or a camera that changes from image to
   * image, the same stain is the same colour then.
   */
  WHITE_BALANCED;

  /** Below 255: what is a little lighter than the background stays so. */
  private static final int WHITE = 245;

  /** A darker background is none: a larger factor would show little but noise. */
  private static final int DARKEST = 60;

  /** The image under even light; the image itself where nothing is done. */
  public RgbImage apply(RgbImage image) {
    return correction(image).apply(image);
  }

  /** What is done to an image, to be done to others too. */
  UnaryOperator<RgbImage> correction(RgbImage image) {
    if (this == AS_IS) {
      return UnaryOperator.identity();
    }
    Background background = Background.of(image);
    byte[][] balanced = {
      balanced(background.red()), balanced(background.green()), balanced(background.blue())
    };
    return other -> corrected(other, balanced);
  }

  private static RgbImage corrected(RgbImage image, byte[][] levels) {
    byte[] rgb = image.bytes();
    byte[] result = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      result[i] = levels[i % 3][rgb[i] & 0xff];
    }
    return RgbImage.of(image.width(), image.height(), result);
  }

  /** What each level of a channel becomes, halves rounded up. */
  private static byte[] balanced(int background) {
    int divisor = Math.max(DARKEST, background);
    byte[] levels = new byte[256];
    for (int level = 0; level < levels.length; level++) {
      levels[level] = (byte) Math.min(255, (2 * WHITE * level + divisor) / (2 * divisor));
    }
    return levels;
  }
}
