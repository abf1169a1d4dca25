package io.cellclass.network;

import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Upsampling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the places of a feature map lie in a network's input: the centres of their receptive
 * fields.
 *
 * <p>For a window of {@code k} and a stride of {@code s} over places that begin at {@code a} and
 * are {@code d} apart, with {@code p} places of padding before, they begin at {@code a + d * ((k -
 * 1) / 2 - p)} and are {@code d * s} apart (Araujo et al. 2019, "Computing Receptive Fields of
 * Convolutional Neural Networks", equations 5 to 7).
 *
 * @param rows along rows
 * @param columns along columns
 */
record Sampling(Places rows, Places columns) {
  /**
   * Places in a line.
   *
   * @param first the centre of the first, in pixels of the input from its edge
   * @param step the distance between the centres of neighbours
   */
  record Places(double first, double step) {
    Places through(int window, int stride, int before) {
      return new Places(first + step * ((window - 1) / 2.0 - before), step * stride);
    }

    /** Of places that each become several, evenly spread about where they were. */
    Places divided(int parts) {
      return new Places(first - step * (parts - 1) / (2 * parts), step / parts);
    }

    Places mean(Places other) {
      return new Places((first + other.first) / 2, (step + other.step) / 2);
    }
  }

  private static final Sampling PIXELS = new Sampling(new Places(0.5, 1), new Places(0.5, 1));

  /**
   * The sampling of a node's value.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  static Sampling of(Network network, String name) {
    Map<String, Sampling> known = new HashMap<>(Map.of(Network.INPUT, PIXELS));
    if (!name.equals(Network.INPUT)) {
      for (Node node : network.upTo(List.of(name)).nodes()) {
        known.put(node.name(), of(network, node, known));
      }
    }
    return Objects.requireNonNull(known.get(name));
  }

  /** Branches that meet have the same places in InceptionV3; elsewhere the middle is taken. */
  private static Sampling of(Network network, Node node, Map<String, Sampling> known) {
    Shape shape = network.shape(node.inputs().get(0));
    Sampling input = node.inputs().stream().map(known::get).reduce(Sampling::mean).orElseThrow();
    Operation operation = node.operation();
    if (operation instanceof Convolution c) {
      return input.through(shape, c.rows(), c.columns(), c.stride(), c.padding());
    } else if (operation instanceof MaxPool pool) {
      return input.through(shape, pool.window(), pool.window(), pool.stride(), pool.padding());
    } else if (operation instanceof AveragePool pool) {
      return input.through(shape, pool.window(), pool.window(), pool.stride(), pool.padding());
    } else if (operation instanceof Upsampling upsampling) {
      return new Sampling(
          input.rows.divided(upsampling.factor()), input.columns.divided(upsampling.factor()));
    }
    return input;
  }

  private Sampling mean(Sampling other) {
    return new Sampling(rows.mean(other.rows), columns.mean(other.columns));
  }

  private Sampling through(Shape input, int rowWindow, int columnWindow, int stride, Padding p) {
    return new Sampling(
        rows.through(rowWindow, stride, p.before(input.rows(), rowWindow, stride)),
        columns.through(columnWindow, stride, p.before(input.columns(), columnWindow, stride)));
  }
}
