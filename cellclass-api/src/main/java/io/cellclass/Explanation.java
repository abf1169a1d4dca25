package io.cellclass;

/**
 * Where a classifier found its evidence.
 *
 * @param target the label that the evidence is for
 * @param method the name of the method, such as {@code Grad-CAM}
 * @param heatmap the evidence at each pixel of the image, larger for more; negative where it speaks
 *     against the target and the method tells
 */
public record Explanation(Label target, String method, Heatmap heatmap) {}
