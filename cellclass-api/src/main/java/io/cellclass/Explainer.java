package io.cellclass;

/** Shows where in an image a classifier found its evidence. Safe for concurrent use. */
public interface Explainer {
  /**
   * Explains why an image is, or is not, of a class.
   *
   * @return an explanation whose map has the size of the image
   * @throws IllegalArgumentException if the classifier does not know the target
   * @throws IllegalStateException if the classifier is closed
   */
  Explanation explain(RgbImage image, Label target);
}
