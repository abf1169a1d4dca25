package io.cellclass.dl4j;

import com.google.common.primitives.Floats;
import io.cellclass.network.Backbone;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A backbone cut behind the deepest of some blocks, each followed by global average pooling. */
final class PooledBlocks {
  /** The node whose value a head reads. */
  static final String FEATURES = "features";

  private PooledBlocks() {}

  /** The network whose outputs are the pooled blocks, in the order given. */
  static Network of(Backbone backbone, int size, List<String> blocks) {
    Network cut = backbone.network(size).upTo(blocks);
    List<Node> nodes = new ArrayList<>(cut.nodes());
    for (String block : blocks) {
      nodes.add(new Node(pooled(block), new GlobalAveragePool(), List.of(block)));
    }
    return Network.of(
        cut.input(), nodes, blocks.stream().map(PooledBlocks::pooled).toList(), cut.weights());
  }

  /**
   * The network with a head that reads the concatenated pooled blocks.
   *
   * @param pooled a network of {@link #of}
   * @param head the nodes of the head, of which the first reads {@link #FEATURES} and the last is
   *     the output
   * @param weights the weights of the head
   */
  static Network withHead(Network pooled, List<Node> head, Map<String, Tensor> weights) {
    List<Node> nodes = new ArrayList<>(pooled.nodes());
    nodes.add(new Node(FEATURES, new Concatenation(), pooled.outputs()));
    nodes.addAll(head);
    Map<String, Tensor> all = new HashMap<>(pooled.weights());
    all.putAll(weights);
    return Network.of(pooled.input(), nodes, List.of(head.get(head.size() - 1).name()), all);
  }

  /** The values of some of a network's outputs, one behind the other, for each image. */
  static float[][] concatenated(List<float[][]> features, List<Integer> outputs) {
    return features.stream()
        .map(
            values ->
                Floats.concat(
                    outputs.stream().map(output -> values[output]).toArray(float[][]::new)))
        .toArray(float[][]::new);
  }

  /** The values of all outputs, one behind the other, for each image. */
  static float[][] concatenated(List<float[][]> features) {
    return features.stream().map(Floats::concat).toArray(float[][]::new);
  }

  private static String pooled(String block) {
    return block + "_pooled";
  }
}
