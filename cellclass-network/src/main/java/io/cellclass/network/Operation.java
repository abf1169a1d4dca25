package io.cellclass.network;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Map;

/**
 * What a node of a network computes. Feature maps are {@code [batch][row][column][channel]} in
 * words, whatever an engine does.
 */
public sealed interface Operation {
  /**
   * The shape of the output.
   *
   * @throws IllegalArgumentException if the inputs do not fit the operation
   */
  Shape outputShape(List<Shape> inputs);

  /** The shapes of the operation's weights by their names, in order; empty for most. */
  default Map<String, ImmutableIntArray> weightShapes(List<Shape> inputs) {
    return Map.of();
  }

  /**
   * A two-dimensional convolution (cross-correlation).
   *
   * <p>Weights: {@code kernel} {@code [filter][channel][row][column]} and, with a bias, {@code
   * bias} {@code [filter]}.
   *
   * @param filters the number of output channels
   * @param rows the height of the kernel
   * @param columns the width of the kernel
   * @param stride the step in both directions
   * @param padding what happens at the border
   * @param bias whether a bias is added
   * @param relu whether {@code max(0, x)} follows
   */
  record Convolution(
      int filters, int rows, int columns, int stride, Padding padding, boolean bias, boolean relu)
      implements Operation {
    /** Checks the sizes. */
    public Convolution {
      requirePositive("filters", filters);
      requirePositive("rows", rows);
      requirePositive("columns", columns);
      requirePositive("stride", stride);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = only(inputs);
      return new Shape(
          padding.outputLength(input.rows(), rows, stride),
          padding.outputLength(input.columns(), columns, stride),
          filters);
    }

    @Override
    public Map<String, ImmutableIntArray> weightShapes(List<Shape> inputs) {
      ImmutableIntArray kernel =
          ImmutableIntArray.of(filters, only(inputs).channels(), rows, columns);
      return bias
          ? ImmutableMap.of("kernel", kernel, "bias", ImmutableIntArray.of(filters))
          : ImmutableMap.of("kernel", kernel);
    }
  }

  /**
   * Batch normalisation with fixed statistics and no scale (Ioffe and Szegedy 2015): {@code (x -
   * mean) / sqrt(variance + epsilon) + beta} for each channel.
   *
   * <p>Weights: {@code beta}, {@code mean}, {@code variance}, each {@code [channel]}.
   *
   * @param epsilon what keeps the divisor from zero
   */
  record BatchNormalization(double epsilon) implements Operation {
    /** Checks epsilon. */
    public BatchNormalization {
      if (!(epsilon > 0 && epsilon < 1)) {
        throw new IllegalArgumentException("epsilon must be between 0 and 1, not " + epsilon);
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }

    @Override
    public Map<String, ImmutableIntArray> weightShapes(List<Shape> inputs) {
      ImmutableIntArray channels = ImmutableIntArray.of(only(inputs).channels());
      return ImmutableMap.of("beta", channels, "mean", channels, "variance", channels);
    }
  }

  /** {@code max(0, x)}. */
  record Relu() implements Operation {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }

  /**
   * The largest value of each window.
   *
   * @param window the side of the window
   * @param stride the step in both directions
   * @param padding what happens at the border; padding is never the largest
   */
  record MaxPool(int window, int stride, Padding padding) implements Operation {
    /** Checks the sizes. */
    public MaxPool {
      requirePositive("window", window);
      requirePositive("stride", stride);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return pooled(only(inputs), window, stride, padding);
    }
  }

  /**
   * The mean of each window; padding counts neither in the sum nor in the divisor.
   *
   * @param window the side of the window
   * @param stride the step in both directions
   * @param padding what happens at the border
   */
  record AveragePool(int window, int stride, Padding padding) implements Operation {
    /** Checks the sizes. */
    public AveragePool {
      requirePositive("window", window);
      requirePositive("stride", stride);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return pooled(only(inputs), window, stride, padding);
    }
  }

  /** The channels of all inputs, one behind the other. */
  record Concatenation() implements Operation {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      if (inputs.isEmpty()) {
        throw new IllegalArgumentException("a concatenation needs an input");
      }
      Shape first = inputs.get(0);
      int channels = 0;
      for (Shape input : inputs) {
        if (input.rows() != first.rows() || input.columns() != first.columns()) {
          throw new IllegalArgumentException(
              "cannot concatenate " + inputs + ": rows and columns differ");
        }
        channels = Math.addExact(channels, input.channels());
      }
      return new Shape(first.rows(), first.columns(), channels);
    }
  }

  /**
   * Each value repeated in a square (nearest-neighbour interpolation): a map that is this many
   * times as wide and as high.
   *
   * @param factor the side of the square, at least 2
   */
  record Upsampling(int factor) implements Operation {
    /** Checks the factor. */
    public Upsampling {
      if (factor < 2) {
        throw new IllegalArgumentException("a factor of upsampling is at least 2, not " + factor);
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape input = only(inputs);
      return new Shape(
          Math.multiplyExact(input.rows(), factor),
          Math.multiplyExact(input.columns(), factor),
          input.channels());
    }
  }

  /** The mean of each channel: a vector. */
  record GlobalAveragePool() implements Operation {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return Shape.vector(only(inputs).channels());
    }
  }

  /**
   * A fully connected layer on a vector.
   *
   * <p>Weights: {@code kernel} {@code [unit][input]} and {@code bias} {@code [unit]}.
   *
   * @param units the length of the output
   * @param relu whether {@code max(0, x)} follows
   */
  record Dense(int units, boolean relu) implements Operation {
    /** Checks the size. */
    public Dense {
      requirePositive("units", units);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      vector(inputs);
      return Shape.vector(units);
    }

    @Override
    public Map<String, ImmutableIntArray> weightShapes(List<Shape> inputs) {
      return ImmutableMap.of(
          "kernel",
          ImmutableIntArray.of(units, vector(inputs).channels()),
          "bias",
          ImmutableIntArray.of(units));
    }
  }

  /**
   * Sets values to zero at random while training (Srivastava et al. 2014) and scales the others up;
   * otherwise does nothing.
   *
   * @param rate the share that is set to zero, from 0 up to but not including 1
   */
  record Dropout(double rate) implements Operation {
    /** Checks the rate. */
    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException("a dropout rate must be in [0, 1), not " + rate);
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return only(inputs);
    }
  }

  /** Turns a vector into probabilities: {@code exp(x[i]) / sum over j of exp(x[j])}. */
  record Softmax() implements Operation {
    @Override
    public Shape outputShape(List<Shape> inputs) {
      return vector(inputs);
    }
  }

  private static Shape only(List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("expected one input, found " + inputs.size());
    }
    return inputs.get(0);
  }

  private static Shape vector(List<Shape> inputs) {
    Shape input = only(inputs);
    if (!input.isVector()) {
      throw new IllegalArgumentException("expected a vector, found " + input);
    }
    return input;
  }

  private static Shape pooled(Shape input, int window, int stride, Padding padding) {
    return new Shape(
        padding.outputLength(input.rows(), window, stride),
        padding.outputLength(input.columns(), window, stride),
        input.channels());
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
