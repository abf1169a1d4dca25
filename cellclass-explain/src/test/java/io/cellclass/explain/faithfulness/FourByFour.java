package io.cellclass.explain.faithfulness;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.RgbImage;
import io.cellclass.testkit.FakeClassifier;

/**
 * An image of 4x4 pixels of the level 200 with four of the level 50 in the middle, and a classifier
 * whose probability of "cell" is the share of these four that are below 100.
 */
final class FourByFour {
  private FourByFour() {}

  static RgbImage image() {
    byte[] bytes = new byte[48];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (isMiddle(i / 3) ? 50 : 200);
    }
    return RgbImage.of(4, 4, bytes);
  }

  static boolean isMiddle(int pixel) {
    return pixel == 5 || pixel == 6 || pixel == 9 || pixel == 10;
  }

  static FakeClassifier classifier() {
    return FakeClassifier.of(
        DarkDisc.LABELS,
        image -> {
          float dark = 0;
          for (int pixel = 0; pixel < 16; pixel++) {
            dark += isMiddle(pixel) && (image.rgb(pixel % 4, pixel / 4) & 0xff) < 100 ? 1 : 0;
          }
          return new float[] {dark / 4, 1 - dark / 4};
        });
  }

  /** An explanation that gives the four in the middle these values, and 0 to others. */
  static Explanation middle(float upperLeft, float upperRight, float lowerLeft, float lowerRight) {
    float[] values = new float[16];
    values[5] = upperLeft;
    values[6] = upperRight;
    values[9] = lowerLeft;
    values[10] = lowerRight;
    return DarkDisc.explanation(Heatmap.of(4, 4, values));
  }
}
