package io.cellclass.segment.neural;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.RandomStreams;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Upsampling;
import io.cellclass.network.Padding;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A U-Net (Ronneberger, Fischer and Brox 2015) with batch normalisation, padding that keeps sizes,
 * and upsampling behind a 1x1 convolution. The weights are drawn as He et al. (2015) propose.
 *
 * <p>The output may be coarser than the input: levels above its own have no decoder, and of the
 * encoder one convolution of stride 2.
 */
final class UNet {
  private static final String OUTPUT = "output";
  private static final double EPSILON = 1e-3;

  private final int base;
  private final List<Node> nodes = new ArrayList<>();

  private UNet(int base) {
    this.base = base;
  }

  /**
   * The network.
   *
   * @param input rows and columns are multiples of {@code 2^(levels - 1)}
   * @param base the filters of the first level; each level has twice as many as the one above
   * @param levels the number of levels
   * @param outputLevel the level of the output, from 0: its sides are {@code 2^-outputLevel} of the
   *     input's
   * @param bias what the output's channels start at
   * @param seed of the weights
   */
  static Network of(Shape input, int base, int levels, int outputLevel, float[] bias, long seed) {
    requireMultiples(input, levels);
    if (outputLevel < 0 || outputLevel >= levels) {
      throw new IllegalArgumentException(
          "expected a level of the output from 0 to " + (levels - 1) + ", not " + outputLevel);
    }
    UNet net = new UNet(base);
    net.decode(net.encode(levels, outputLevel), outputLevel, bias.length);
    return Network.of(input, net.nodes, List.of(OUTPUT), net.weights(input, bias, seed));
  }

  /**
   * The network with an encoder that has learnt from other pictures; its output is as large as its
   * input.
   *
   * @param input rows and columns are multiples of 8
   * @param base the filters of the first level, and of the decoder's; each level of it has twice as
   *     many as the one above
   * @param bias what the output's channels start at
   * @param seed of the other weights
   */
  static Network of(Shape input, int base, InceptionEncoder encoder, float[] bias, long seed) {
    List<String> skipped = new ArrayList<>();
    UNet net = new UNet(base);
    skipped.add(net.level("down0", Network.INPUT, 0));
    skipped.addAll(InceptionEncoder.LEVELS);
    requireMultiples(input, skipped.size());
    net.nodes.addAll(encoder.nodes());
    net.decode(skipped, 0, bias.length);
    Map<String, Tensor> weights = net.weights(input, bias, seed);
    weights.putAll(encoder.weights());
    return Network.of(input, net.nodes, List.of(OUTPUT), weights);
  }

  private static void requireMultiples(Shape input, int levels) {
    int multiple = 1 << (levels - 1);
    if (input.rows() % multiple != 0 || input.columns() % multiple != 0) {
      throw new IllegalArgumentException(
          "expected sides that are multiples of " + multiple + ", found " + input);
    }
  }

  /** What each level gives; those above the coarsest only lead down. */
  private List<String> encode(int levels, int coarsest) {
    List<String> skipped = new ArrayList<>();
    String value = Network.INPUT;
    for (int level = 0; level < levels; level++) {
      String name = "down" + level;
      if (level < coarsest) {
        value = block(name, value, filters(level), 3, 2);
      } else {
        if (level > coarsest) {
          value = add(name + "_pool", new MaxPool(2, 2, Padding.SAME), value);
        }
        value = level(name, value, level);
      }
      skipped.add(value);
    }
    return skipped;
  }

  private void decode(List<String> skipped, int coarsest, int outputs) {
    String value = skipped.get(skipped.size() - 1);
    for (int level = skipped.size() - 2; level >= coarsest; level--) {
      String name = "up" + level;
      value = block(name + "_narrow", value, filters(level), 1, 1);
      value = add(name + "_wide", new Upsampling(2), value);
      value = add(name + "_joined", new Concatenation(), skipped.get(level), value);
      value = level(name, value, level);
    }
    add(OUTPUT, new Convolution(outputs, 1, 1, 1, Padding.SAME, true, false), value);
  }

  private String level(String name, String from, int level) {
    String value = block(name + "_a", from, filters(level), 3, 1);
    return block(name + "_b", value, filters(level), 3, 1);
  }

  private int filters(int level) {
    return base << level;
  }

  private String block(String name, String from, int filters, int side, int stride) {
    String value =
        add(
            name + "_conv",
            new Convolution(filters, side, side, stride, Padding.SAME, false, false),
            from);
    value = add(name + "_norm", new BatchNormalization(EPSILON), value);
    return add(name, new Relu(), value);
  }

  private String add(String name, Operation operation, String... inputs) {
    nodes.add(new Node(name, operation, List.of(inputs)));
    return name;
  }

  private Map<String, Tensor> weights(Shape input, float[] bias, long seed) {
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, weight(name, shape, seed)));
    weights.put(OUTPUT + "/bias", Tensor.of(bias, bias.length));
    return weights;
  }

  private static Tensor weight(String name, ImmutableIntArray shape, long seed) {
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    if (name.endsWith("/kernel")) {
      RandomGenerator random = RandomStreams.of(seed, 0, name);
      double deviation = Math.sqrt(2.0 * shape.get(0) / values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    } else if (name.endsWith("/variance")) {
      Arrays.fill(values, 1);
    }
    return Tensor.of(values, shape.toArray());
  }
}
