package io.cellclass.testkit;

import io.cellclass.RgbImage;

/** Lamp, lens and sensor of one image: its white, how evenly it lights, its blur and its noise. */
final class Camera {
  private static final double[] CREAM = {253, 228, 202};
  private static final double[] LILAC = {222, 216, 228};
  private static final double[] WHITE = {240, 232, 226};

  // The size of the details that are sharpened, in micrometres.
  private static final double SHARPENED_DETAIL = 0.2;

  private final double[] lamp = new double[3];
  private final double slopeX;
  private final double slopeY;
  private final double vignette;
  private final double blur;
  private final double sharpening;
  private final double noise;
  private final int grainSeed;
  private final Texture dirt;

  Camera(Chance chance) {
    double[] base = chance.happens(0.94) ? CREAM : chance.happens(0.6) ? LILAC : WHITE;
    double gain = chance.normal(1, 0.007);
    for (int i = 0; i < 3; i++) {
      lamp[i] = base[i] * gain * chance.normal(1, 0.006);
    }
    slopeX = chance.normal(0, 0.012);
    slopeY = chance.normal(0, 0.012);
    vignette = chance.happens(0.25) ? chance.between(0.01, 0.07) : chance.between(0, 0.01);
    blur = chance.happens(0.08) ? chance.between(0.11, 0.18) : chance.between(0.06, 0.1);
    sharpening = chance.between(0.3, 0.9);
    noise = chance.between(0.4, 1.2);
    grainSeed = chance.seed();
    dirt = new Texture(chance.seed());
  }

  /** Takes the picture. */
  RgbImage expose(Canvas canvas) {
    int step = canvas.pointsPerPixel();
    Raster points = canvas.points();
    int width = points.width() / step;
    int height = points.height() / step;
    byte[] bytes = new byte[3 * width * height];
    for (int colour = 0; colour < 3; colour++) {
      float[] light = transmitted(canvas.absorbance(colour));
      focus(light, points);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double value =
              lamp[colour]
                  * evenness(x, y, width, height)
                  * mean(light, x, y, step, points.width());
          bytes[3 * (y * width + x) + colour] = quantised(value + noise * grain(x, y, colour));
        }
      }
    }
    return RgbImage.of(width, height, bytes);
  }

  // The lens blurs; slide scanners then sharpen, which leaves dark rims and faint halos.
  private void focus(float[] light, Raster points) {
    Gaussian.blur(light, points.width(), points.height(), blur * points.scale());
    float[] soft = light.clone();
    Gaussian.blur(soft, points.width(), points.height(), SHARPENED_DETAIL * points.scale());
    for (int i = 0; i < light.length; i++) {
      light[i] += (float) (sharpening * (light[i] - soft[i]));
    }
  }

  private static float[] transmitted(float[] absorbance) {
    float[] light = new float[absorbance.length];
    for (int i = 0; i < light.length; i++) {
      light[i] = absorbance[i] == 0 ? 1 : (float) StrictMath.exp(-absorbance[i]);
    }
    return light;
  }

  private static double mean(float[] light, int x, int y, int step, int stride) {
    double sum = 0;
    for (int j = 0; j < step; j++) {
      for (int i = 0; i < step; i++) {
        sum += light[(y * step + j) * stride + x * step + i];
      }
    }
    return sum / (step * step);
  }

  // In units of half the image: -1 to 1 from edge to edge.
  private double evenness(int x, int y, int width, int height) {
    double u = (2 * x + 1.0) / width - 1;
    double v = (2 * y + 1.0) / height - 1;
    double film = 0.004 * dirt.at(1.7 * u, 1.7 * v);
    return 1 + slopeX * u + slopeY * v - vignette * (u * u + v * v) + film;
  }

  // Mean 0 and variance 1: four bytes of a hash, shared in part by the colours as in a real sensor.
  private double grain(int x, int y, int colour) {
    int shared = Texture.hash(grainSeed, x, y);
    int own = Texture.hash(shared, colour, 7);
    int sum = (shared & 0xff) + (shared >>> 8 & 0xff) + (own & 0xff) + (own >>> 8 & 0xff);
    return (sum - 510) / 147.8;
  }

  private static byte quantised(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
