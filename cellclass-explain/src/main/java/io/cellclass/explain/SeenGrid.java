package io.cellclass.explain;

import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.Heatmap;

/** A sum of maps of layers, on a grid over what the network sees that is finer than theirs. */
final class SeenGrid {
  private static final int SIDE = 56;

  /**
   * Of the Gaussian, in places of the grid: three quarters of a place of the deeper layers at 224
   * pixels. Single places of a map are noisy.
   */
  private static final double DEVIATION = 3;

  private final FeatureGrid grid;
  private final float[] values = new float[SIDE * SIDE];

  /** Zeros, for what a layer's grid lies in. */
  SeenGrid(FeatureGrid layer) {
    Frame seen = layer.seen();
    double stepX = seen.width() / SIDE;
    double stepY = seen.height() / SIDE;
    grid =
        new FeatureGrid(
            layer.imageWidth(),
            layer.imageHeight(),
            seen,
            SIDE,
            SIDE,
            seen.x() + stepX / 2,
            seen.y() + stepY / 2,
            stepX,
            stepY);
  }

  void add(FeatureGrid layer, float[] map) {
    for (int place = 0; place < values.length; place++) {
      int row = place / SIDE;
      int column = place % SIDE;
      double x = grid.x() + column * grid.stepX();
      double y = grid.y() + row * grid.stepY();
      values[place] += (float) layer.valueAt(x, y, map);
    }
  }

  /** The sum over the image, smoothed. */
  Heatmap spread() {
    return grid.spread(Smoothing.of(DEVIATION).apply(SIDE, SIDE, values));
  }
}
