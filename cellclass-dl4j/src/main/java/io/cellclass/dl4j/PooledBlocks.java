package io.cellclass.dl4j;

import com.google.common.primitives.Floats;
import io.cellclass.network.Backbone;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Padding;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A backbone cut behind the deepest of some blocks, each pooled to a vector. */
final class PooledBlocks {
  /** The node whose value a head reads. */
  static final String FEATURES = "features";

  private PooledBlocks() {}

  /** The network whose outputs are the means of the blocks' channels, in the order given. */
  static Network of(Backbone backbone, int size, List<String> blocks) {
    return pooled(backbone, size, blocks, false);
  }

  /**
   * The network whose outputs are means of the blocks' channels that weigh the middle of the image
   * most.
   *
   * <p>An average pool with a window of half the map, moved over all of it, and the mean of what it
   * gives: a place counts as often as windows cover it, which falls in a straight line from the
   * middle to the border along rows and along columns. What is in a frame's corners is mostly not
   * the cell.
   */
  static Network centred(Backbone backbone, int size, List<String> blocks) {
    return pooled(backbone, size, blocks, true);
  }

  private static Network pooled(Backbone backbone, int size, List<String> blocks, boolean centred) {
    Network cut = backbone.network(size).upTo(blocks);
    List<Node> nodes = new ArrayList<>(cut.nodes());
    for (String block : blocks) {
      String map = block;
      if (centred) {
        map = block + "_centred";
        int window = (cut.shape(block).rows() + 1) / 2;
        nodes.add(new Node(map, new AveragePool(window, 1, Padding.VALID), List.of(block)));
      }
      nodes.add(new Node(pooled(block), new GlobalAveragePool(), List.of(map)));
    }
    return Network.of(
        cut.input(), nodes, blocks.stream().map(PooledBlocks::pooled).toList(), cut.weights());
  }

  /**
   * The network with a head that reads the concatenated pooled blocks.
   *
   * @param pooled a network of {@link #of} or {@link #centred}
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

  /** The values of all outputs, one behind the other, for each image. */
  static float[][] concatenated(List<float[][]> features) {
    return features.stream().map(Floats::concat).toArray(float[][]::new);
  }

  private static String pooled(String block) {
    return block + "_pooled";
  }
}
