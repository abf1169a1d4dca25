package io.cellclass.explain;

/** A Gaussian mean of a map's values; at the border, of those that there are. */
final class Smoothing {
  private final double[] weights;

  private Smoothing(double[] weights) {
    this.weights = weights;
  }

  /** The mean with a standard deviation in places, cut off at three of them. */
  static Smoothing of(double deviation) {
    double[] weights = new double[1 + (int) Math.ceil(3 * deviation)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(-i * i / (2 * deviation * deviation));
    }
    return new Smoothing(weights);
  }

  /** The smoothed map, row by row as this one. */
  float[] apply(int rows, int columns, float[] values) {
    float[] across = new float[values.length];
    for (int row = 0; row < rows; row++) {
      along(values, across, row * columns, 1, columns);
    }
    float[] result = new float[values.length];
    for (int column = 0; column < columns; column++) {
      along(across, result, column, columns, rows);
    }
    return result;
  }

  private void along(float[] from, float[] to, int start, int step, int count) {
    for (int place = 0; place < count; place++) {
      double sum = 0;
      double total = 0;
      int last = Math.min(count - 1, place + weights.length - 1);
      for (int other = Math.max(0, place - weights.length + 1); other <= last; other++) {
        double weight = weights[Math.abs(other - place)];
        sum += weight * from[start + other * step];
        total += weight;
      }
      to[start + place * step] = (float) (sum / total);
    }
  }
}
