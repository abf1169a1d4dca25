package io.cellclass.segment.classic;

import io.cellclass.RgbImage;

/**
 * What a pixel classifier sees of each pixel: of red, green and blue at five scales the smoothed
 * value, the gradient's magnitude, the Laplacian, and the eigenvalues of the Hessian matrix and of
 * the structure tensor, larger ones first. Immutable.
 */
final class PixelFeatures {
  /** The standard deviations of the Gaussians in pixels, as ilastik offers them. */
  private static final double[] SIGMAS = {0.7, 1, 1.6, 3.5, 5};

  private static final int CHANNELS = 3;
  private static final int KINDS = 7;

  /** The tensor is averaged over a neighbourhood of half the scale. */
  private static final double TENSOR_SCALE = 0.5;

  /** The number of features of a pixel. */
  static final int COUNT = CHANNELS * SIGMAS.length * KINDS;

  /** How far from a pixel others change its features, in pixels. */
  static final int REACH = 30;

  private final float[][] planes;

  private PixelFeatures(float[][] planes) {
    this.planes = planes;
  }

  /** The features of all pixels: {@code 4 * COUNT} bytes each. */
  static PixelFeatures of(RgbImage image) {
    byte[] rgb = image.bytes();
    float[][] planes = new float[COUNT][];
    int at = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] plane = new float[rgb.length / 3];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = rgb[3 * i + channel] & 0xff;
      }
      for (double sigma : SIGMAS) {
        new Scale(plane, sigma, image.width(), image.height()).write(planes, at);
        at += KINDS;
      }
    }
    return new PixelFeatures(planes);
  }

  /** Copies those of a pixel, {@code y * width + x}. */
  void copy(int pixel, float[] features) {
    for (int i = 0; i < COUNT; i++) {
      features[i] = planes[i][pixel];
    }
  }

  /** Those of one channel at one scale. */
  private static final class Scale {
    private final int width;
    private final int height;
    private final double sigma;
    private final float[] smooth;
    private final float[] x;
    private final float[] y;
    private final float[] xx;
    private final float[] xy;
    private final float[] yy;

    Scale(float[] plane, double sigma, int width, int height) {
      this.width = width;
      this.height = height;
      this.sigma = sigma;
      GaussianFilter smoothing = GaussianFilter.smoothing(sigma);
      GaussianFilter slope = GaussianFilter.slope(sigma);
      GaussianFilter curvature = GaussianFilter.curvature(sigma);
      float[] smoothRows = smoothing.alongRows(plane, width, height);
      float[] slopeRows = slope.alongRows(plane, width, height);
      smooth = smoothing.alongColumns(smoothRows, width, height);
      x = smoothing.alongColumns(slopeRows, width, height);
      y = slope.alongColumns(smoothRows, width, height);
      xx = smoothing.alongColumns(curvature.alongRows(plane, width, height), width, height);
      xy = slope.alongColumns(slopeRows, width, height);
      yy = curvature.alongColumns(smoothRows, width, height);
    }

    void write(float[][] planes, int at) {
      float[] gradient = new float[smooth.length];
      float[] laplacian = new float[smooth.length];
      for (int i = 0; i < smooth.length; i++) {
        gradient[i] = (float) Math.sqrt(x[i] * x[i] + y[i] * y[i]);
        laplacian[i] = xx[i] + yy[i];
      }
      planes[at] = smooth;
      planes[at + 1] = gradient;
      planes[at + 2] = laplacian;
      eigenvalues(xx, xy, yy, planes, at + 3);
      eigenvalues(averaged(x, x), averaged(x, y), averaged(y, y), planes, at + 5);
    }

    private float[] averaged(float[] a, float[] b) {
      float[] product = new float[a.length];
      for (int i = 0; i < a.length; i++) {
        product[i] = a[i] * b[i];
      }
      return GaussianFilter.smooth(product, TENSOR_SCALE * sigma, width, height);
    }

    private static void eigenvalues(float[] a, float[] b, float[] c, float[][] planes, int at) {
      float[] larger = new float[a.length];
      float[] smaller = new float[a.length];
      for (int i = 0; i < a.length; i++) {
        float half = (a[i] - c[i]) / 2;
        float middle = (a[i] + c[i]) / 2;
        float spread = (float) Math.sqrt(half * half + b[i] * b[i]);
        larger[i] = middle + spread;
        smaller[i] = middle - spread;
      }
      planes[at] = larger;
      planes[at + 1] = smaller;
    }
  }
}
