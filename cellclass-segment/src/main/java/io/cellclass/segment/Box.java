package io.cellclass.segment;

/**
 * A rectangle with sides along the axes, in pixels of an image: the pixel in column {@code x}
 * reaches from {@code x} to {@code x + 1}. It may reach beyond the image.
 *
 * @param left the left edge
 * @param top the upper edge
 * @param right the right edge, at least the left one
 * @param bottom the lower edge, at least the upper one
 */
public record Box(double left, double top, double right, double bottom) {
  /**
   * Checks the order of the edges.
   *
   * @throws IllegalArgumentException if an edge is not finite or a side is negative
   */
  public Box {
    if (!(Double.isFinite(left + right + top + bottom) && left <= right && top <= bottom)) {
      throw new IllegalArgumentException(
          "no box: from (" + left + ", " + top + ") to (" + right + ", " + bottom + ")");
    }
  }

  /** The box of this size about a centre. */
  public static Box centred(double x, double y, double width, double height) {
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }

  /** The width, not negative. */
  public double width() {
    return right - left;
  }

  /** The height, not negative. */
  public double height() {
    return bottom - top;
  }

  /** The column of the centre. */
  public double centreX() {
    return (left + right) / 2;
  }

  /** The row of the centre. */
  public double centreY() {
    return (top + bottom) / 2;
  }

  /** The area, not negative. */
  public double area() {
    return width() * height();
  }

  /** The area that two boxes share. */
  public double intersection(Box other) {
    double shared = Math.min(right, other.right) - Math.max(left, other.left);
    double common = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return shared > 0 && common > 0 ? shared * common : 0;
  }

  /**
   * The intersection over the union of two boxes (Jaccard index), in [0, 1]; 0 where both are
   * empty.
   */
  public double overlap(Box other) {
    double shared = intersection(other);
    double union = area() + other.area() - shared;
    return union > 0 ? shared / union : 0;
  }

  /** The part inside an image; a box of no area at the image's edge where none is. */
  public Box clipped(int width, int height) {
    double newLeft = Math.min(Math.max(left, 0), width);
    double newTop = Math.min(Math.max(top, 0), height);
    return new Box(
        newLeft,
        newTop,
        Math.max(newLeft, Math.min(right, width)),
        Math.max(newTop, Math.min(bottom, height)));
  }

  /** The same box in an image that is this many times as large. */
  public Box scaled(double horizontal, double vertical) {
    return new Box(left * horizontal, top * vertical, right * horizontal, bottom * vertical);
  }
}
