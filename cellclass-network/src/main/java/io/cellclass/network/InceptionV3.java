package io.cellclass.network;

import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The convolutional part of InceptionV3 (Szegedy et al. 2016, "Rethinking the Inception
 * Architecture for Computer Vision") in the topology and with the names of keras.applications: 94
 * blocks {@code conv2d_1} to {@code conv2d_94}, each followed by {@code batch_normalization_N} and
 * {@code activation_N}, and the blocks' outputs {@code mixed0} to {@code mixed10}.
 */
public final class InceptionV3 {
  /** The smallest side of an input: below it the last blocks have nothing left to see. */
  public static final int SMALLEST_SIZE = 75;

  /** The number of convolutions. */
  static final int CONVOLUTIONS = 94;

  /** The names of the blocks' outputs, in order: {@code mixed0} to {@code mixed10}. */
  public static final List<String> BLOCKS =
      List.of(
          "mixed0", "mixed1", "mixed2", "mixed3", "mixed4", "mixed5", "mixed6", "mixed7", "mixed8",
          "mixed9", "mixed10");

  private static final double EPSILON = 1e-3;

  private final List<Node> nodes = new ArrayList<>();
  private int convolutions;
  private int maxPools;
  private int averagePools;

  private InceptionV3() {}

  /**
   * The network whose output is {@code mixed10}, for colour images of a size.
   *
   * @param size rows and columns of the input, at least {@link #SMALLEST_SIZE}
   * @param weights the weights by {@link Node#weightName}
   * @throws IllegalArgumentException if the size is too small, or a weight is missing or of another
   *     shape
   */
  public static Network network(int size, Map<String, Tensor> weights) {
    return Network.of(input(size), nodes(), List.of("mixed10"), weights);
  }

  static Shape input(int size) {
    if (size < SMALLEST_SIZE) {
      throw new IllegalArgumentException(
          "InceptionV3 needs images of at least " + SMALLEST_SIZE + " pixels a side, not " + size);
    }
    return new Shape(size, size, 3);
  }

  static List<Node> nodes() {
    InceptionV3 topology = new InceptionV3();
    topology.build();
    return topology.nodes;
  }

  private void build() {
    String x = conv(Network.INPUT, 32, 3, 3, 2, Padding.VALID);
    x = conv(x, 32, 3, 3, 1, Padding.VALID);
    x = maxPool(conv(x, 64, 3));
    x = conv(x, 80, 1, 1, 1, Padding.VALID);
    x = maxPool(conv(x, 192, 3, 3, 1, Padding.VALID));
    x = blockA(x, "mixed0", 32);
    x = blockA(x, "mixed1", 64);
    x = blockA(x, "mixed2", 64);
    x = reductionA(x, "mixed3");
    x = blockB(x, "mixed4", 128);
    x = blockB(x, "mixed5", 160);
    x = blockB(x, "mixed6", 160);
    x = blockB(x, "mixed7", 192);
    x = reductionB(x, "mixed8");
    x = blockC(x, "mixed9");
    blockC(x, "mixed10");
  }

  /** The 5x5 and double 3x3 branches (figure 5 of the paper). */
  private String blockA(String x, String name, int poolFilters) {
    String branch1 = conv(x, 64, 1);
    String branch5 = conv(conv(x, 48, 1), 64, 5);
    String branch3 = conv(conv(conv(x, 64, 1), 96, 3), 96, 3);
    return concat(name, branch1, branch5, branch3, conv(averagePool(x), poolFilters, 1));
  }

  private String reductionA(String x, String name) {
    String branch3 = conv(x, 384, 3, 3, 2, Padding.VALID);
    String branch3Double = conv(conv(conv(x, 64, 1), 96, 3), 96, 3, 3, 2, Padding.VALID);
    return concat(name, branch3, branch3Double, maxPool(x));
  }

  /** The branches factorised into 1x7 and 7x1 (figure 6). */
  private String blockB(String x, String name, int filters) {
    String branch1 = conv(x, 192, 1);
    String branch7 = conv(x, filters, 1);
    branch7 = conv(branch7, filters, 1, 7, 1, Padding.SAME);
    branch7 = conv(branch7, 192, 7, 1, 1, Padding.SAME);
    String branch7Double = conv(x, filters, 1);
    branch7Double = conv(branch7Double, filters, 7, 1, 1, Padding.SAME);
    branch7Double = conv(branch7Double, filters, 1, 7, 1, Padding.SAME);
    branch7Double = conv(branch7Double, filters, 7, 1, 1, Padding.SAME);
    branch7Double = conv(branch7Double, 192, 1, 7, 1, Padding.SAME);
    return concat(name, branch1, branch7, branch7Double, conv(averagePool(x), 192, 1));
  }

  private String reductionB(String x, String name) {
    String branch3 = conv(conv(x, 192, 1), 320, 3, 3, 2, Padding.VALID);
    String branch7 = conv(x, 192, 1);
    branch7 = conv(branch7, 192, 1, 7, 1, Padding.SAME);
    branch7 = conv(branch7, 192, 7, 1, 1, Padding.SAME);
    branch7 = conv(branch7, 192, 3, 3, 2, Padding.VALID);
    return concat(name, branch3, branch7, maxPool(x));
  }

  /**
   * The expanded filter banks (figure 7). Concatenations within concatenations lie flat here: the
   * channels are the same.
   */
  private String blockC(String x, String name) {
    String branch1 = conv(x, 320, 1);
    String branch3 = conv(x, 384, 1);
    String branch3Row = conv(branch3, 384, 1, 3, 1, Padding.SAME);
    String branch3Column = conv(branch3, 384, 3, 1, 1, Padding.SAME);
    String branch3Double = conv(conv(x, 448, 1), 384, 3);
    String doubleRow = conv(branch3Double, 384, 1, 3, 1, Padding.SAME);
    String doubleColumn = conv(branch3Double, 384, 3, 1, 1, Padding.SAME);
    String pool = conv(averagePool(x), 192, 1);
    return concat(name, branch1, branch3Row, branch3Column, doubleRow, doubleColumn, pool);
  }

  private String conv(String input, int filters, int side) {
    return conv(input, filters, side, side, 1, Padding.SAME);
  }

  private String conv(
      String input, int filters, int rows, int columns, int stride, Padding padding) {
    convolutions++;
    String convolution =
        add(
            "conv2d_" + convolutions,
            new Convolution(filters, rows, columns, stride, padding, false, false),
            input);
    String normalised =
        add("batch_normalization_" + convolutions, new BatchNormalization(EPSILON), convolution);
    return add("activation_" + convolutions, new Relu(), normalised);
  }

  private String maxPool(String input) {
    maxPools++;
    return add("max_pooling2d_" + maxPools, new MaxPool(3, 2, Padding.VALID), input);
  }

  private String averagePool(String input) {
    averagePools++;
    return add("average_pooling2d_" + averagePools, new AveragePool(3, 1, Padding.SAME), input);
  }

  private String concat(String name, String... inputs) {
    return add(name, new Concatenation(), inputs);
  }

  private String add(String name, Operation operation, String... inputs) {
    nodes.add(new Node(name, operation, List.of(inputs)));
    return name;
  }
}
