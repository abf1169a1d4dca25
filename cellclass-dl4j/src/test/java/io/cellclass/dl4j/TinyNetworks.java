package io.cellclass.dl4j;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks with everything that InceptionV3 and its heads have, and a few hundred weights. */
final class TinyNetworks {
  private static final int CLASSES = 3;

  private final List<Node> nodes = new ArrayList<>();

  private TinyNetworks() {}

  /**
   * A stem, a block of four branches, one with asymmetric kernels and one with an average pool, a
   * reduction with a maximum pool, and a head that reads all three depths.
   *
   * @param dropout its rate between the head's two layers
   */
  static Network inception(double dropout) {
    TinyNetworks builder = new TinyNetworks();
    builder.body();
    builder.head(dropout, "stem", "block", "reduction");
    return network(new Shape(19, 19, 3), builder.nodes, Map.of(), 1);
  }

  /**
   * One of {@link RandomNetworks} with a head on its last value and on the input, without dropout
   * and nodes that lead nowhere.
   */
  static Network random(long seed) {
    Network body = RandomNetworks.of(seed);
    TinyNetworks builder = new TinyNetworks();
    for (Node node : body.nodes()) {
      Operation operation = node.operation() instanceof Dropout ? new Dropout(0) : node.operation();
      builder.nodes.add(new Node(node.name(), operation, node.inputs()));
    }
    String last = body.nodes().get(body.nodes().size() - 1).name();
    builder.head(0, last, Network.INPUT);
    Network network = network(body.input(), builder.nodes, body.weights(), seed);
    return network.upTo(network.outputs());
  }

  private void body() {
    convolution("stem", Network.INPUT, 4, 3, 3, 2, Padding.VALID);
    convolution("point", "stem", 4, 1, 1, 1, Padding.SAME);
    convolution("square", convolution("narrow", "stem", 2, 1, 1, 1, Padding.SAME), 3, 3, 3, 1);
    convolution("row", convolution("before", "stem", 3, 1, 1, 1, Padding.SAME), 3, 1, 7, 1);
    convolution("column", "row", 3, 7, 1, 1, Padding.SAME);
    add("average", new AveragePool(3, 1, Padding.SAME), "stem");
    convolution("pooled", "average", 2, 1, 1, 1, Padding.SAME);
    add("block", new Concatenation(), "point", "square", "column", "pooled");
    convolution("stride", "block", 4, 3, 3, 2, Padding.VALID);
    add("largest", new MaxPool(3, 2, Padding.VALID), "block");
    add("reduction", new Concatenation(), "stride", "largest");
  }

  private String convolution(String name, String input, int filters, int rows, int columns, int s) {
    return convolution(name, input, filters, rows, columns, s, Padding.SAME);
  }

  private String convolution(
      String name, String input, int filters, int rows, int columns, int stride, Padding padding) {
    add(
        name + "_convolution",
        new Convolution(filters, rows, columns, stride, padding, false, false),
        input);
    add(name + "_normalised", new BatchNormalization(1e-3), name + "_convolution");
    return add(name, new Relu(), name + "_normalised");
  }

  private void head(double dropout, String... depths) {
    List<String> pooled = new ArrayList<>();
    for (String depth : depths) {
      pooled.add(add(depth + "_depth", new GlobalAveragePool(), depth));
    }
    add("features", new Concatenation(), pooled.toArray(String[]::new));
    add("dense", new Dense(6, true), "features");
    add("dropout", new Dropout(dropout), "dense");
    add("logits", new Dense(CLASSES, false), "dropout");
    add("probabilities", new Softmax(), "logits");
  }

  private String add(String name, Operation operation, String... inputs) {
    nodes.add(new Node(name, operation, List.of(inputs)));
    return name;
  }

  private static Network network(
      Shape input, List<Node> nodes, Map<String, Tensor> given, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, weight(name, shape, random)));
    weights.putAll(given);
    return Network.of(input, nodes, List.of("probabilities"), weights);
  }

  /** Variances from 0.5 to 1.5, kernels that neither drown nor flood what follows. */
  private static Tensor weight(String name, ImmutableIntArray shape, Random random) {
    int size = shape.stream().reduce(1, Math::multiplyExact);
    double spread = name.endsWith("/kernel") ? Math.sqrt(6.0 * shape.get(0) / size) : 0.3;
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      double value = 2 * random.nextDouble() - 1;
      values[i] = (float) (name.endsWith("/variance") ? 1 + value / 2 : spread * value);
    }
    return Tensor.of(values, shape.toArray());
  }
}
