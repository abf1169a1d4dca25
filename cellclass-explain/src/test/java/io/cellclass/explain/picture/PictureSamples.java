package io.cellclass.explain.picture;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Images, maps and explanations whose pictures are known. */
final class PictureSamples {
  static final LabelSet LABELS = LabelSet.of("neutrophil", "monocyte", "basophil");

  private PictureSamples() {}

  /** An image in which each pixel has a colour of its own. */
  static RgbImage image(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      bytes[3 * i] = (byte) (40 + 180 * (i % width) / width);
      bytes[3 * i + 1] = (byte) (60 + 100 * (i / width) / height);
      bytes[3 * i + 2] = (byte) 150;
    }
    return RgbImage.of(width, height, bytes);
  }

  /** A map that falls evenly around a place, from {@code most} to 0 at a distance, and below. */
  static Heatmap cone(int width, int height, double tipX, double tipY, double most, double far) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      int x = i % width;
      int y = i / width;
      double distance = Math.hypot(x + 0.5 - tipX, y + 0.5 - tipY);
      values[i] = (float) (most * (1 - distance / far));
    }
    return Heatmap.of(width, height, values);
  }

  static Heatmap flat(int width, int height, float value) {
    float[] values = new float[width * height];
    Arrays.fill(values, value);
    return Heatmap.of(width, height, values);
  }

  static Explanation explanation(String target, Heatmap map) {
    Prediction prediction = Prediction.of(LABELS, 0.9f, 0.07f, 0.03f);
    return new Explanation(prediction, new Label(target), "Grad-CAM", "mixed10", map);
  }

  static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xffffff;
  }

  /** Whether the outermost pixels are white: nothing is cut off. */
  static boolean hasClearBorder(BufferedImage picture) {
    int right = picture.getWidth() - 1;
    int bottom = picture.getHeight() - 1;
    for (int x = 0; x <= right; x++) {
      if (rgb(picture, x, 0) != 0xffffff || rgb(picture, x, bottom) != 0xffffff) {
        return false;
      }
    }
    for (int y = 0; y <= bottom; y++) {
      if (rgb(picture, 0, y) != 0xffffff || rgb(picture, right, y) != 0xffffff) {
        return false;
      }
    }
    return true;
  }

  /** Whether all pixels of an area are white. */
  static boolean isBlank(BufferedImage picture, int x, int y, int width, int height) {
    for (int i = 0; i < width * height; i++) {
      if (rgb(picture, x + i % width, y + i / width) != 0xffffff) {
        return false;
      }
    }
    return true;
  }

  /** Whether the image stands at a place, each pixel a square of so many. */
  static boolean shows(BufferedImage picture, RgbImage image, int left, int top, int factor) {
    for (int y = 0; y < image.height() * factor; y++) {
      for (int x = 0; x < image.width() * factor; x++) {
        if (rgb(picture, left + x, top + y) != image.rgb(x / factor, y / factor)) {
          return false;
        }
      }
    }
    return true;
  }
}
