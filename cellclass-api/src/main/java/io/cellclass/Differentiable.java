package io.cellclass;

import java.util.List;
import java.util.function.Function;

/** A classifier that tells how much the values inside its network count for a label's score. */
public interface Differentiable extends Classifier {
  /** The name of the image itself, as the network is given it, among the layers. */
  String INPUT = "input";

  /**
   * The feature maps that can be traced, in the order in which the network computes them; first
   * {@link #INPUT}, last the deepest.
   */
  List<Layer> layers();

  /**
   * Runs the network on images, and back from one label's score to a layer.
   *
   * @param images few: the traces hold two copies of the layer for each
   * @param target which label's score, for what the classifier says of an image: {@code
   *     Prediction::label} for the one that it says
   * @param layer the name of one of {@link #layers()}
   * @return a trace for each image, in their order
   * @throws IllegalArgumentException if there is no such layer, or the classifier does not know a
   *     target
   * @throws IllegalStateException after {@link #close()}
   */
  List<Trace> trace(List<RgbImage> images, Function<Prediction, Label> target, String layer);

  /**
   * Runs the network on images, and back from one label's score through its head alone: to the
   * feature maps of which the head reads averages. A map's gradients tell what it says to the head
   * itself, not what deeper layers make of it.
   *
   * <p>Where the head is linear, all activations times their gradients add up to the score but for
   * a constant.
   *
   * @param images few: the traces hold two copies of the layers for each
   * @param target which label's score, for what the classifier says of an image
   * @return for each image, in their order, a trace for each layer that the head reads
   * @throws IllegalArgumentException if the classifier does not know a target, or its head reads no
   *     averages of feature maps
   * @throws IllegalStateException after {@link #close()}
   */
  List<List<Trace>> traceHead(List<RgbImage> images, Function<Prediction, Label> target);

  @Override
  Differentiable viewing(RgbImage image);
}
