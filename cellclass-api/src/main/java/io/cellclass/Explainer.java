package io.cellclass;

import java.util.List;
import java.util.function.Function;

/** Shows where in an image a classifier found its evidence. Safe for concurrent use. */
public interface Explainer {
  /** The name of the method, such as {@code Grad-CAM}. */
  String method();

  /**
   * Explains several images at once, which is faster than one by one.
   *
   * @param target which label is explained, for what the classifier says of an image
   * @return an explanation for each image, in their order; its map has the size of the image
   * @throws IllegalArgumentException if the classifier does not know a target
   * @throws IllegalStateException if the classifier is closed
   */
  List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target);

  /**
   * Explains why an image is, or is not, of a class.
   *
   * @return an explanation whose map has the size of the image
   * @throws IllegalArgumentException if the classifier does not know the target
   * @throws IllegalStateException if the classifier is closed
   */
  default Explanation explain(RgbImage image, Label target) {
    return explain(List.of(image), prediction -> target).get(0);
  }

  /**
   * Explains why the classifier says what it says of an image.
   *
   * @return an explanation whose map has the size of the image
   * @throws IllegalStateException if the classifier is closed
   */
  default Explanation explain(RgbImage image) {
    return explain(List.of(image), Prediction::label).get(0);
  }
}
