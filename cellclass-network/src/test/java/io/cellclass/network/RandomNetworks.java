package io.cellclass.network;

import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Small valid networks in which the patterns that are rewritten, and those that only look like
 * them, are frequent.
 */
public final class RandomNetworks {
  private final Random random;
  private final Shape input;
  private final List<Node> nodes = new ArrayList<>();

  private RandomNetworks(Random random) {
    this.random = random;
    this.input = new Shape(2 + random.nextInt(7), 2 + random.nextInt(7), 1 + random.nextInt(4));
  }

  /** The network of a seed. */
  public static Network of(long seed) {
    return new RandomNetworks(new Random(seed)).build();
  }

  /** An input for a network, {@code [batch][row][column][channel]}, from -1 to 1. */
  public static float[] input(Network network, int batch, long seed) {
    Random random = new Random(seed);
    float[] values = new float[batch * (int) network.input().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private Network build() {
    int length = 3 + random.nextInt(12);
    while (nodes.size() < length) {
      List<Node> longer = new ArrayList<>(nodes);
      longer.add(new Node("n" + nodes.size(), operation(), inputs()));
      try {
        Network.weightShapes(input, longer);
        nodes.add(longer.get(longer.size() - 1));
      } catch (IllegalArgumentException e) {
        // The operation does not fit there; the next may.
      }
    }
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, weight(name, shape)));
    return Network.of(input, nodes, outputs(), weights);
  }

  private Operation operation() {
    Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
    int side = 1 + random.nextInt(3);
    int stride = random.nextInt(4) == 0 ? 2 : 1;
    return switch (random.nextInt(12)) {
      case 0, 1 ->
          new Convolution(
              side,
              side,
              1 + random.nextInt(3),
              stride,
              padding,
              random.nextBoolean(),
              random.nextInt(4) == 0);
      case 2, 3, 4 ->
          new Convolution(
              side, 1, 1, stride, padding, random.nextBoolean(), random.nextInt(3) == 0);
      case 5, 6 -> new BatchNormalization(0.001);
      case 7 -> new Relu();
      case 8, 9 -> new AveragePool(side, stride, padding);
      case 10 -> new MaxPool(side, stride, padding);
      default -> random.nextBoolean() ? new Concatenation() : new Dropout(0.5);
    };
  }

  private List<String> inputs() {
    return random.nextInt(6) == 0 ? List.of(earlier(), earlier()) : List.of(earlier());
  }

  private String earlier() {
    int back = random.nextInt(4) == 0 ? 1 + random.nextInt(nodes.size() + 1) : 1;
    return back > nodes.size() ? Network.INPUT : nodes.get(nodes.size() - back).name();
  }

  private List<String> outputs() {
    Set<String> outputs = new LinkedHashSet<>(List.of(nodes.get(nodes.size() - 1).name()));
    while (random.nextInt(3) == 0) {
      outputs.add(nodes.get(random.nextInt(nodes.size())).name());
    }
    return List.copyOf(outputs);
  }

  private Tensor weight(String name, ImmutableIntArray shape) {
    return RandomInception.random(name, shape, random);
  }
}
