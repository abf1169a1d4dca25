package io.cellclass.segment.neural;

import io.cellclass.RgbImage;
import java.util.random.RandomGenerator;

/** A part of an image as a network is shown it in training. */
final class TrainingView {
  private TrainingView() {}

  /**
   * The pixels under a placement, mirrored beyond the image, with linear interpolation.
   *
   * @return {@code [row][column][channel]} in 0..255
   */
  static float[] pixels(RgbImage image, Placement placement, int width, int height) {
    byte[] rgb = image.bytes();
    float[] view = new float[3 * width * height];
    int at = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double x = placement.sourceX(column + 0.5, row + 0.5) - 0.5;
        double y = placement.sourceY(column + 0.5, row + 0.5) - 0.5;
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = (float) (x - left);
        float below = (float) (y - top);
        int west = Tiles.mirrored(left, image.width());
        int east = Tiles.mirrored(left + 1, image.width());
        int north = image.width() * Tiles.mirrored(top, image.height());
        int south = image.width() * Tiles.mirrored(top + 1, image.height());
        for (int c = 0; c < 3; c++) {
          float upper =
              (1 - right) * (rgb[3 * (north + west) + c] & 0xff)
                  + right * (rgb[3 * (north + east) + c] & 0xff);
          float lower =
              (1 - right) * (rgb[3 * (south + west) + c] & 0xff)
                  + right * (rgb[3 * (south + east) + c] & 0xff);
          view[at++] = (1 - below) * upper + below * lower;
        }
      }
    }
    return view;
  }

  /** The pixels in the scale of the networks. */
  static float[] input(float[] view) {
    float[] input = new float[view.length];
    for (int i = 0; i < view.length; i++) {
      input[i] = Pixels.value(Math.max(0, Math.min(255, view[i])));
    }
    return input;
  }

  /**
   * Other light, stain and camera: each channel's density scaled and shifted, and the whole made
   * more or less colourful.
   *
   * @param strength 0 for none; 1 for what differs between laboratories
   */
  static void recolour(float[] view, double strength, RandomGenerator random) {
    double[] gain = new double[3];
    double[] shift = new double[3];
    double all = 1 + strength * 0.25 * (2 * random.nextDouble() - 1);
    double brightness = strength * 0.2 * (2 * random.nextDouble() - 1);
    for (int c = 0; c < 3; c++) {
      gain[c] = all * (1 + strength * 0.25 * (2 * random.nextDouble() - 1));
      shift[c] = brightness + strength * 0.1 * (2 * random.nextDouble() - 1);
    }
    double colour = 1 + strength * 0.5 * (2 * random.nextDouble() - 1);
    for (int at = 0; at < view.length; at += 3) {
      double grey = (view[at] + view[at + 1] + view[at + 2]) / 3;
      for (int c = 0; c < 3; c++) {
        double value = grey + colour * (view[at + c] - grey);
        // Optical density, in which a stain that is twice as thick is twice as much.
        double density = -Math.log((Math.max(0, value) + 1) / 256);
        view[at + c] = (float) (256 * Math.exp(-gain[c] * density + shift[c]) - 1);
      }
    }
  }
}
