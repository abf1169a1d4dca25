package io.cellclass.network;

import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.RgbImage;
import java.util.function.UnaryOperator;

/**
 * How a model sees one image, and copies of it that were changed. Immutable and safe for concurrent
 * use.
 */
public final class View {
  private final int width;
  private final int height;
  private final UnaryOperator<RgbImage> correction;
  private final Frame frame;
  private final Preprocessing preprocessing;

  View(
      int width,
      int height,
      UnaryOperator<RgbImage> correction,
      Frame frame,
      Preprocessing preprocessing) {
    this.width = width;
    this.height = height;
    this.correction = correction;
    this.frame = frame;
    this.preprocessing = preprocessing;
  }

  /** The part of the image that the network sees. */
  public Frame frame() {
    return frame;
  }

  /**
   * The network's input, as {@link Preprocessing#apply(RgbImage)} makes it of the image that this
   * is the view of.
   *
   * @param image that image, or a changed copy
   * @throws IllegalArgumentException if it has another size
   */
  public float[] apply(RgbImage image) {
    if (image.width() != width || image.height() != height) {
      throw new IllegalArgumentException(
          "expected a copy of a "
              + width
              + "x"
              + height
              + " image, found one of "
              + image.width()
              + "x"
              + image.height());
    }
    return preprocessing.input(correction.apply(image), frame);
  }

  /** Where the places of a feature map of a network for this input lie in the image. */
  public FeatureGrid grid(Network network, String node) {
    Shape shape = network.shape(node);
    Sampling sampling = Sampling.of(network, node);
    double scaleX = frame.width() / network.input().columns();
    double scaleY = frame.height() / network.input().rows();
    return new FeatureGrid(
        width,
        height,
        frame,
        shape.rows(),
        shape.columns(),
        frame.x() + scaleX * sampling.columns().first(),
        frame.y() + scaleY * sampling.rows().first(),
        scaleX * sampling.columns().step(),
        scaleY * sampling.rows().step());
  }
}
