package io.cellclass.network;

import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Relu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds batch normalisation, and then ReLU, into the convolution before it.
 *
 * <p>With {@code s = 1 / sqrt(variance + epsilon)}, {@code (conv(x, k) + b - mean) * s + beta} is
 * {@code conv(x, k * s) + (b - mean) * s + beta}. The folded node takes the name of the last node
 * that it stands for.
 */
final class BatchNormFolding {
  private final Network network;
  private final Map<String, Tensor> weights;
  private final List<Node> result = new ArrayList<>();

  private BatchNormFolding(Network network) {
    this.network = network;
    this.weights = new HashMap<>(network.weights());
  }

  static Network apply(Network network) {
    return new BatchNormFolding(network).fold();
  }

  private Network fold() {
    Map<String, Integer> uses = Uses.of(network);
    for (Node node : network.nodes()) {
      Node before = result.isEmpty() ? null : foldable(node, uses);
      if (before != null && before.operation() instanceof Convolution convolution) {
        result.set(result.indexOf(before), fold(convolution, before, node));
      } else {
        result.add(node);
      }
    }
    return Network.of(network.input(), result, network.outputs(), weights);
  }

  /** The convolution into which a node can be folded: its only input, used by nothing else. */
  private @Nullable Node foldable(Node node, Map<String, Integer> uses) {
    if (!(node.operation() instanceof BatchNormalization || node.operation() instanceof Relu)
        || uses.getOrDefault(node.inputs().get(0), 0) != 1) {
      return null;
    }
    return result.stream()
        .filter(n -> n.name().equals(node.inputs().get(0)))
        .filter(n -> n.operation() instanceof Convolution convolution && !convolution.relu())
        .findFirst()
        .orElse(null);
  }

  private Node fold(Convolution convolution, Node before, Node node) {
    Node folded;
    if (node.operation() instanceof BatchNormalization normalization) {
      folded = new Node(node.name(), with(convolution, true, false), before.inputs());
      foldWeights(before, convolution, node, normalization, folded);
    } else {
      folded = new Node(node.name(), with(convolution, convolution.bias(), true), before.inputs());
      move(before, folded, "kernel");
      if (convolution.bias()) {
        move(before, folded, "bias");
      }
    }
    return folded;
  }

  private static Convolution with(Convolution c, boolean bias, boolean relu) {
    return new Convolution(c.filters(), c.rows(), c.columns(), c.stride(), c.padding(), bias, relu);
  }

  private void move(Node from, Node to, String weight) {
    weights.put(to.weightName(weight), weight(from, weight));
  }

  private Tensor weight(Node node, String weight) {
    Tensor tensor = weights.get(node.weightName(weight));
    if (tensor == null) {
      throw new IllegalStateException("no weight " + node.weightName(weight));
    }
    return tensor;
  }

  private void foldWeights(
      Node from,
      Convolution convolution,
      Node statistics,
      BatchNormalization normalization,
      Node to) {
    Tensor kernel = weight(from, "kernel");
    Tensor mean = weight(statistics, "mean");
    Tensor variance = weight(statistics, "variance");
    Tensor beta = weight(statistics, "beta");
    float[] scaled = kernel.values();
    float[] bias = new float[convolution.filters()];
    int perFilter = scaled.length / bias.length;
    for (int f = 0; f < bias.length; f++) {
      double scale = 1 / Math.sqrt(variance.get(f) + normalization.epsilon());
      double old = convolution.bias() ? weight(from, "bias").get(f) : 0;
      bias[f] = (float) ((old - mean.get(f)) * scale + beta.get(f));
      for (int i = f * perFilter; i < (f + 1) * perFilter; i++) {
        scaled[i] = (float) (scaled[i] * scale);
      }
    }
    weights.put(to.weightName("kernel"), Tensor.owning(scaled, kernel.shape().toArray()));
    weights.put(to.weightName("bias"), Tensor.owning(bias, bias.length));
  }
}
