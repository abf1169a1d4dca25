package io.cellclass;

import java.util.Objects;

/**
 * What a layer of a network made of an image, and how much each of its values counted for one
 * label: activations, and gradients of the label's score. Immutable and safe for concurrent use.
 *
 * <p>The score is the value that the softmax turns into the label's probability, so that one
 * label's evidence does not grow because another's shrinks.
 */
public final class Trace {
  private final Prediction prediction;
  private final Label target;
  private final double score;
  private final Layer layer;
  private final FeatureGrid grid;
  private final float[] activations;
  private final float[] gradients;

  private Trace(
      Prediction prediction,
      Label target,
      double score,
      Layer layer,
      FeatureGrid grid,
      float[] activations,
      float[] gradients) {
    this.prediction = Objects.requireNonNull(prediction);
    this.target = Objects.requireNonNull(target);
    this.score = score;
    this.layer = layer;
    this.grid = grid;
    this.activations = activations;
    this.gradients = gradients;
  }

  /**
   * The trace with these values.
   *
   * @param prediction what the classifier says of the image
   * @param target the label whose score is derived
   * @param score its value
   * @param layer what is traced
   * @param grid where its places lie in the image
   * @param activations {@code [row][column][channel]}; copied
   * @param gradients the derivatives of the score with respect to the activations; copied
   * @throws IllegalArgumentException if the layer, the grid and the values do not fit each other
   */
  public static Trace of(
      Prediction prediction,
      Label target,
      double score,
      Layer layer,
      FeatureGrid grid,
      float[] activations,
      float[] gradients) {
    long values = (long) layer.rows() * layer.columns() * layer.channels();
    if (grid.rows() != layer.rows() || grid.columns() != layer.columns()) {
      throw new IllegalArgumentException(
          "the grid has " + grid.rows() + "x" + grid.columns() + " places, not those of " + layer);
    }
    if (activations.length != values || gradients.length != values) {
      throw new IllegalArgumentException(
          "expected "
              + values
              + " values of "
              + layer
              + ", found "
              + activations.length
              + " activations and "
              + gradients.length
              + " gradients");
    }
    return new Trace(
        prediction, target, score, layer, grid, activations.clone(), gradients.clone());
  }

  /** What the classifier says of the image. */
  public Prediction prediction() {
    return prediction;
  }

  /** The label whose score is derived. */
  public Label target() {
    return target;
  }

  /** The value that the softmax turns into the target's probability. */
  public double score() {
    return score;
  }

  /** The layer that is traced. */
  public Layer layer() {
    return layer;
  }

  /** Where the layer's places lie in the image. */
  public FeatureGrid grid() {
    return grid;
  }

  /**
   * The value of a channel at a place.
   *
   * @throws IndexOutOfBoundsException if the layer has no such place or channel
   */
  public float activation(int row, int column, int channel) {
    return activations[index(row, column, channel)];
  }

  /**
   * By how much the score grows for each unit that {@link #activation} grows by.
   *
   * @throws IndexOutOfBoundsException if the layer has no such place or channel
   */
  public float gradient(int row, int column, int channel) {
    return gradients[index(row, column, channel)];
  }

  private int index(int row, int column, int channel) {
    Objects.checkIndex(row, layer.rows());
    Objects.checkIndex(column, layer.columns());
    Objects.checkIndex(channel, layer.channels());
    return (row * layer.columns() + column) * layer.channels() + channel;
  }

  @Override
  public String toString() {
    return "Trace[" + layer + ", " + target + ", score " + score + "]";
  }
}
