package io.cellclass;

/**
 * Where a classifier found its evidence.
 *
 * @param prediction what the classifier says of the image
 * @param target the label that the evidence is for
 * @param method the name of the method, such as {@code Grad-CAM}
 * @param layer the name of the layer whose values were looked at, or {@link Differentiable#INPUT}
 *     for the image itself
 * @param heatmap the evidence at each pixel of the image, larger for more; negative where it speaks
 *     against the target and the method tells
 */
public record Explanation(
    Prediction prediction, Label target, String method, String layer, Heatmap heatmap) {
  /** Whether nothing in the image speaks for the target: a map without a positive value. */
  public boolean isEmpty() {
    return heatmap.peak().isEmpty();
  }
}
