package io.cellclass.network;

import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Upsampling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A network from an image to a map of the same size, with all that such networks are made of. */
public final class SmallUNet {
  private SmallUNet() {}

  /**
   * The network, with weights drawn at random.
   *
   * @param normalized whether it has batch normalisation
   */
  public static Network of(boolean normalized) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("a", new Convolution(4, 3, 3, 1, Padding.SAME, true, false), Network.INPUT));
    if (normalized) {
      nodes.add(node("a_norm", new BatchNormalization(0.001), "a"));
    }
    nodes.add(node("a_relu", new Relu(), normalized ? "a_norm" : "a"));
    nodes.add(node("pool", new MaxPool(2, 2, Padding.SAME), "a_relu"));
    nodes.add(node("b", new Convolution(5, 3, 3, 1, Padding.SAME, true, true), "pool"));
    nodes.add(node("wide", new Upsampling(2), "b"));
    nodes.add(node("joined", new Concatenation(), "a_relu", "wide"));
    nodes.add(node("output", new Convolution(2, 3, 3, 1, Padding.SAME, true, false), "joined"));
    Shape input = new Shape(6, 8, 3);
    Random random = new Random(1);
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, RandomInception.random(name, shape, random)));
    return Network.of(input, nodes, List.of("output"), weights);
  }

  private static Node node(String name, Operation operation, String... inputs) {
    return new Node(name, operation, List.of(inputs));
  }
}
