package io.cellclass.dl4j;

import io.cellclass.RandomStreams;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The paper's head: dense 128 with ReLU, dropout, dense, softmax. */
final class DenseHead {
  static final int UNITS = 128;

  static final String HIDDEN_KERNEL = "dense/kernel";
  static final String HIDDEN_BIAS = "dense/bias";
  static final String LOGITS_KERNEL = "logits/kernel";
  static final String LOGITS_BIAS = "logits/bias";

  private DenseHead() {}

  /**
   * The nodes of the head in a {@link io.cellclass.network.Network}, behind a node of pooled
   * features.
   */
  static List<Node> nodes(int classes, double dropout) {
    return List.of(
        new Node("dense", new Dense(UNITS, true), List.of(PooledBlocks.FEATURES)),
        new Node("dropout", new Dropout(dropout), List.of("dense")),
        new Node("logits", new Dense(classes, false), List.of("dropout")),
        new Node("probabilities", new Softmax(), List.of("logits")));
  }

  /**
   * The weights that training starts from, as Keras starts them: Glorot and Bengio's (2010) uniform
   * distribution (equation 16), biases at zero.
   */
  static Map<String, Tensor> initialWeights(int features, int classes, long seed) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put(HIDDEN_KERNEL, glorot(features, UNITS, RandomStreams.of(seed, 0, "0_W")));
    weights.put(HIDDEN_BIAS, Tensor.of(new float[UNITS], UNITS));
    weights.put(LOGITS_KERNEL, glorot(UNITS, classes, RandomStreams.of(seed, 0, "1_W")));
    weights.put(LOGITS_BIAS, Tensor.of(new float[classes], classes));
    return weights;
  }

  /** Drawn input by input; a kernel is {@code [output][input]}. */
  private static Tensor glorot(int inputs, int outputs, RandomGenerator random) {
    float limit = (float) Math.sqrt(6.0 / (inputs + outputs));
    float[] values = new float[inputs * outputs];
    for (int input = 0; input < inputs; input++) {
      for (int output = 0; output < outputs; output++) {
        values[output * inputs + input] = (2 * random.nextFloat() - 1) * limit;
      }
    }
    return Tensor.of(values, outputs, inputs);
  }
}
