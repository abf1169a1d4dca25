package io.cellclass;

/**
 * Where the places of a feature map lie in an image.
 *
 * <p>Each place stands for a neighbourhood of the image, its receptive field. What counts is where
 * the field's centre is: stretching the map over the image instead misplaces it, in InceptionV3's
 * deep layers by up to a sixth of the side.
 *
 * @param imageWidth the columns of the image
 * @param imageHeight the rows of the image
 * @param seen the part of the image that the network saw
 * @param rows the rows of the map
 * @param columns the columns of the map
 * @param x the centre of the left column, in pixels from the image's left edge
 * @param y the centre of the upper row, in pixels from the image's upper edge
 * @param stepX the distance between the centres of neighbouring columns, in pixels
 * @param stepY the distance between the centres of neighbouring rows, in pixels
 */
public record FeatureGrid(
    int imageWidth,
    int imageHeight,
    Frame seen,
    int rows,
    int columns,
    double x,
    double y,
    double stepX,
    double stepY) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public FeatureGrid {
    if (imageWidth < 1 || imageHeight < 1 || rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "sizes must be positive: "
              + rows
              + "x"
              + columns
              + " places of a "
              + imageWidth
              + "x"
              + imageHeight
              + " image");
    }
    if (!(stepX > 0 && stepY > 0)) {
      throw new IllegalArgumentException("steps must be positive: " + stepX + ", " + stepY);
    }
  }

  /**
   * The values of the places, spread over the image: linear between the centres of places, constant
   * beyond the outermost ones, and zero where the network did not see.
   *
   * @param values one for each place, row by row
   * @throws IllegalArgumentException if there are not as many values as places
   */
  public Heatmap spread(float[] values) {
    float[] result = new float[imageWidth * imageHeight];
    int top = first(seen.y());
    int bottom = last(seen.y() + seen.height(), imageHeight);
    int left = first(seen.x());
    int right = last(seen.x() + seen.width(), imageWidth);
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        result[row * imageWidth + column] = (float) valueAt(column + 0.5, row + 0.5, values);
      }
    }
    return Heatmap.of(imageWidth, imageHeight, result);
  }

  /**
   * The value at a point of the image, whether the network saw it or not: linear between the
   * centres of places, constant beyond the outermost ones.
   *
   * @param pointX in pixels from the image's left edge
   * @param pointY in pixels from the image's upper edge
   * @param values one for each place, row by row
   * @throws IllegalArgumentException if there are not as many values as places
   */
  public double valueAt(double pointX, double pointY, float[] values) {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          "expected " + rows + "x" + columns + " values, found " + values.length);
    }
    double u = clamped((pointX - x) / stepX, columns);
    double v = clamped((pointY - y) / stepY, rows);
    int before = (int) u;
    int behind = Math.min(before + 1, columns - 1);
    int row = (int) v;
    int above = row * columns;
    int below = Math.min(row + 1, rows - 1) * columns;
    double upper = mix(values[above + before], values[above + behind], u - before);
    double lower = mix(values[below + before], values[below + behind], u - before);
    return mix(upper, lower, v - row);
  }

  /** The first pixel whose centre is behind an edge. */
  private static int first(double edge) {
    return (int) Math.max(0, Math.ceil(edge - 0.5));
  }

  private static int last(double edge, int size) {
    return (int) Math.min(size, Math.ceil(edge - 0.5));
  }

  private static double clamped(double place, int places) {
    return Math.max(0, Math.min(places - 1, place));
  }

  private static double mix(double a, double b, double share) {
    return a + share * (b - a);
  }
}
