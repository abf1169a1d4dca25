package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The head of a network in plain Java, from pooled features to probabilities: for images whose
 * features are known, so that they need not go through the whole network again.
 */
final class PlainHead {
  private final Network network;
  private final List<Node> nodes = new ArrayList<>();

  /** The head of a network of {@link PooledBlocks#withHead}. */
  PlainHead(Network network) {
    this.network = network;
    String before = PooledBlocks.FEATURES;
    for (Node node : network.nodes()) {
      if (node.inputs().equals(List.of(before))) {
        nodes.add(node);
        before = node.name();
      }
    }
    if (!network.outputs().equals(List.of(before))) {
      throw new IllegalArgumentException(
          "expected one path from " + PooledBlocks.FEATURES + " to " + network.outputs());
    }
  }

  /** The probabilities {@code [image][class]} for features {@code [image][feature]}. */
  float[][] probabilities(float[][] features) {
    return Arrays.stream(features).parallel().map(this::probabilities).toArray(float[][]::new);
  }

  private float[] probabilities(float[] features) {
    double[] values = new double[features.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = features[i];
    }
    for (Node node : nodes) {
      values = compute(node, values);
    }
    float[] probabilities = new float[values.length];
    for (int c = 0; c < values.length; c++) {
      probabilities[c] = (float) values[c];
    }
    return probabilities;
  }

  private double[] compute(Node node, double[] x) {
    if (node.operation() instanceof Dense dense) {
      return dense(node, dense, x);
    }
    if (node.operation() instanceof Softmax) {
      return softmax(x);
    }
    if (node.operation() instanceof Dropout) {
      return x;
    }
    throw new IllegalArgumentException("no head has the node " + node);
  }

  private double[] dense(Node node, Dense dense, double[] x) {
    Tensor kernel = network.weight(node, "kernel");
    Tensor bias = network.weight(node, "bias");
    double[] y = new double[dense.units()];
    for (int unit = 0; unit < y.length; unit++) {
      double sum = bias.get(unit);
      for (int i = 0; i < x.length; i++) {
        sum += kernel.get(unit * x.length + i) * x[i];
      }
      y[unit] = dense.relu() ? Math.max(0, sum) : sum;
    }
    return y;
  }

  private static double[] softmax(double[] logits) {
    double normaliser = LinearSoftmax.logSumExp(logits);
    // The rounded normaliser can be below the largest logit.
    return Arrays.stream(logits).map(z -> Math.min(1, Math.exp(z - normaliser))).toArray();
  }
}
