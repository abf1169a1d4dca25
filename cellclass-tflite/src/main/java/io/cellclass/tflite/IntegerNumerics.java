package io.cellclass.tflite;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Tensor;
import io.cellclass.network.quantization.CalibrationRanges;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes in whole numbers of 8 bits, with biases of 32 (Jacob et al. 2018, section 2). Values
 * have one scale, convolutions one for each filter.
 *
 * <p>What comes behind the last convolution stays float32: there averages over many places are
 * taken, which 8 bits would throw away again, the features of several blocks would have to share
 * one scale, and it is a thousandth of the work.
 */
final class IntegerNumerics implements Numerics {
  /** Leaves room for the sum that a bias is added to. */
  private static final double LARGEST_BIAS = 1 << 30;

  private final FloatNumerics behind = new FloatNumerics();
  private final Map<String, Scales> scales = new HashMap<>();

  /**
   * The numbers for a network.
   *
   * @param ranges the values of the nodes and of the input
   */
  IntegerNumerics(Network network, CalibrationRanges ranges) {
    Set<String> integers = integers(network);
    FusedRelus relus = FusedRelus.of(network);
    CalibrationRanges shared =
        ranges.shared(network, node -> integers.contains(node.name()) && leavesValues(node, relus));
    for (String name : integers) {
      scales.put(name, Scales.of(shared.of(name)));
    }
  }

  /** TensorFlow Lite's pools and concatenations move whole numbers as they are. */
  private static boolean leavesValues(Node node, FusedRelus relus) {
    return node.operation() instanceof MaxPool
        || node.operation() instanceof AveragePool
        || node.operation() instanceof Concatenation
        || node.operation() instanceof Dropout
        || relus.isFused(node);
  }

  /** The input, and the nodes before the last convolutions and those themselves. */
  private static Set<String> integers(Network network) {
    Set<String> result = new HashSet<>(Set.of(Network.INPUT));
    for (int i = network.nodes().size() - 1; i >= 0; i--) {
      Node node = network.nodes().get(i);
      if (result.contains(node.name())
          || node.operation() instanceof Convolution
          || node.operation() instanceof BatchNormalization) {
        result.add(node.name());
        result.addAll(node.inputs());
      }
    }
    return result;
  }

  @Override
  public ElementType type(String node) {
    return scales.containsKey(node) ? ElementType.INT8 : ElementType.FLOAT32;
  }

  @Override
  public @Nullable Scales scales(String node) {
    return scales.get(node);
  }

  @Override
  public Weights add(
      GraphBuilder graph, String node, int input, Tensor kernel, int axis, float[] bias) {
    Scales in = graph.tensor(input).scales();
    if (in == null) {
      return behind.add(graph, node, input, kernel, axis, bias);
    }
    boolean dense = kernel.shape().length() == 2;
    Scales weights =
        roomy(dense ? KernelScales.ofAll(kernel) : KernelScales.ofChannels(kernel, axis), in, bias);
    ByteBuffer whole = KernelScales.quantize(kernel, axis, weights);
    int kernelAt =
        graph.constant(node + "/kernel", ElementType.INT8, kernel.shape(), whole, weights);
    return new Weights(kernelAt, bias(graph, node + "/bias", bias, in, weights));
  }

  /** Scales that are raised where a bias has no room in 32 bits, as under a kernel of zeros. */
  private static Scales roomy(Scales weights, Scales in, float[] bias) {
    double[] result = weights.scales().toArray();
    for (int channel = 0; channel < bias.length; channel++) {
      int at = result.length == 1 ? 0 : channel;
      double smallest = Math.abs(bias[channel]) / (LARGEST_BIAS * in.scale());
      result[at] = Math.max(result[at], (float) smallest);
    }
    return new Scales(ImmutableDoubleArray.copyOf(result), 0, weights.axis());
  }

  private static int bias(
      GraphBuilder graph, String name, float[] bias, Scales in, Scales weights) {
    ByteBuffer whole = GraphBuilder.buffer(bias.length, ElementType.INT32);
    double[] scales = new double[weights.scales().length()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.max((float) (in.scale() * weights.scale(i)), Float.MIN_VALUE);
    }
    Scales steps = new Scales(ImmutableDoubleArray.copyOf(scales), 0, 0);
    for (int i = 0; i < bias.length; i++) {
      whole.putInt((int) Math.rint(bias[i] / steps.scale(i)));
    }
    return graph.constant(name, ElementType.INT32, ImmutableIntArray.of(bias.length), whole, steps);
  }
}
