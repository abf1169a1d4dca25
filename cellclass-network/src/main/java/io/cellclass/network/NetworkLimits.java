package io.cellclass.network;

import static com.google.common.math.LongMath.saturatedAdd;
import static com.google.common.math.LongMath.saturatedMultiply;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.MaxPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a network may be in a bundle. The limits are far above any that is of use here, and
 * keep a hostile file from making an engine take absurd amounts of memory or time.
 */
final class NetworkLimits {
  static final int NODES = 4096;

  static final int NAME = 256;

  /** 2 GiB. */
  static final long WEIGHTS = 1L << 29;

  /** 256 MiB in one feature map; InceptionV3 comes to it at images of about 2,050 pixels a side. */
  static final long FEATURE_MAP = 1L << 26;

  /** 4 GiB in all feature maps together. */
  static final long FEATURES = 1L << 30;

  /** About 200 times InceptionV3 at 299 pixels a side. */
  static final long MULTIPLICATIONS = 1L << 40;

  private NetworkLimits() {}

  /**
   * Checks the size of a network whose weights need not be there.
   *
   * @return the shapes of its weights
   * @throws IllegalArgumentException if the nodes make no network, or a limit is passed
   */
  static Map<String, ImmutableIntArray> require(Shape input, List<Node> nodes) {
    requireAtMost(NODES, "nodes", nodes.size());
    for (Node node : nodes) {
      requireAtMost(NAME, "characters in a node's name", node.name().length());
    }
    Map<String, ImmutableIntArray> weightShapes = Network.weightShapes(input, nodes);
    requireAtMost(WEIGHTS, "weights", weights(weightShapes));
    requireWork(input, nodes);
    return weightShapes;
  }

  static long weights(Map<String, ImmutableIntArray> shapes) {
    long sum = 0;
    for (ImmutableIntArray shape : shapes.values()) {
      long size = 1;
      for (int i = 0; i < shape.length(); i++) {
        size = saturatedMultiply(size, shape.get(i));
      }
      sum = saturatedAdd(sum, size);
    }
    return sum;
  }

  private static void requireWork(Shape input, List<Node> nodes) {
    Map<String, Shape> shapes = new HashMap<>();
    shapes.put(Network.INPUT, input);
    requireAtMost(FEATURE_MAP, "values in the input", size(input));
    long features = 0;
    long multiplications = 0;
    for (Node node : nodes) {
      List<Shape> inputs = node.inputs().stream().map(shapes::get).toList();
      Shape output = node.operation().outputShape(inputs);
      shapes.put(node.name(), output);
      requireAtMost(FEATURE_MAP, "values of node " + node.name(), size(output));
      features += size(output);
      long each = multiplications(node.operation(), inputs.get(0));
      multiplications = saturatedAdd(multiplications, saturatedMultiply(each, size(output)));
    }
    requireAtMost(FEATURES, "values of all nodes", features);
    requireAtMost(MULTIPLICATIONS, "multiplications for an image", multiplications);
  }

  /** For one value of the output. */
  private static long multiplications(Operation operation, Shape input) {
    if (operation instanceof Convolution convolution) {
      return saturatedMultiply((long) convolution.rows() * convolution.columns(), input.channels());
    }
    if (operation instanceof MaxPool pool) {
      return (long) pool.window() * pool.window();
    }
    if (operation instanceof AveragePool pool) {
      return (long) pool.window() * pool.window();
    }
    return operation instanceof Dense ? input.channels() : 1;
  }

  private static long size(Shape shape) {
    return saturatedMultiply((long) shape.rows() * shape.columns(), shape.channels());
  }

  private static void requireAtMost(long most, String what, long found) {
    if (found > most) {
      throw new IllegalArgumentException(
          "expected at most " + most + " " + what + ", found " + found);
    }
  }
}
