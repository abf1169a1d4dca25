package io.cellclass.network;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.Differentiable;
import io.cellclass.Temperature;
import io.cellclass.network.Operation.BatchNormalization;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A feed-forward network: operations in an order in which they can be computed, and their weights.
 * Immutable and safe for concurrent use.
 *
 * <p>Every node's shape and every weight is checked when a network is made, so that an engine need
 * not.
 */
public final class Network {
  /** The name of the network's input. */
  public static final String INPUT = Differentiable.INPUT;

  private final Shape input;
  private final ImmutableMap<String, Node> nodes;
  private final ImmutableMap<String, Shape> shapes;
  private final ImmutableList<String> outputs;
  private final ImmutableMap<String, Tensor> weights;

  private Network(
      Shape input,
      ImmutableMap<String, Node> nodes,
      ImmutableMap<String, Shape> shapes,
      ImmutableList<String> outputs,
      ImmutableMap<String, Tensor> weights) {
    this.input = input;
    this.nodes = nodes;
    this.shapes = shapes;
    this.outputs = outputs;
    this.weights = weights;
  }

  /**
   * The network of these nodes.
   *
   * @param input the shape of the input
   * @param nodes the nodes, each behind those whose values it takes
   * @param outputs the names of the nodes whose values are wanted
   * @param weights the weights by {@link Node#weightName}; those of no node are dropped
   * @throws IllegalArgumentException if a name is used twice or before its node, a shape does not
   *     fit, a weight is missing or of another shape, or a variance leaves a batch normalisation
   *     nothing positive to divide by
   */
  public static Network of(
      Shape input, List<Node> nodes, List<String> outputs, Map<String, Tensor> weights) {
    ImmutableMap<String, Shape> shapes = shapes(input, nodes);
    ImmutableMap.Builder<String, Node> named = ImmutableMap.builder();
    ImmutableMap.Builder<String, Tensor> used = ImmutableMap.builder();
    for (Node node : nodes) {
      named.put(node.name(), node);
      node.operation()
          .weightShapes(node.inputs().stream().map(name -> shapeOf(shapes, name)).toList())
          .forEach(
              (weight, shape) ->
                  used.put(
                      node.weightName(weight), weight(weights, node.weightName(weight), shape)));
      if (node.operation() instanceof BatchNormalization normalization) {
        requireDivisors(weights, node.weightName("variance"), normalization.epsilon());
      }
    }
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a network needs an output");
    }
    if (new HashSet<>(outputs).size() != outputs.size()) {
      throw new IllegalArgumentException("an output is named twice: " + outputs);
    }
    outputs.forEach(name -> shapeOf(shapes, name));
    return new Network(
        input, named.buildOrThrow(), shapes, ImmutableList.copyOf(outputs), used.buildOrThrow());
  }

  /**
   * The shapes of the weights that nodes need, by {@link Node#weightName}, in order.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  public static Map<String, ImmutableIntArray> weightShapes(Shape input, List<Node> nodes) {
    ImmutableMap<String, Shape> shapes = shapes(input, nodes);
    Map<String, ImmutableIntArray> result = new LinkedHashMap<>();
    for (Node node : nodes) {
      node.operation()
          .weightShapes(node.inputs().stream().map(name -> shapeOf(shapes, name)).toList())
          .forEach((weight, shape) -> result.put(node.weightName(weight), shape));
    }
    return result;
  }

  private static ImmutableMap<String, Shape> shapes(Shape input, List<Node> nodes) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(INPUT, input);
    for (Node node : nodes) {
      List<Shape> inputs = node.inputs().stream().map(name -> shapeOf(shapes, name)).toList();
      Shape shape;
      try {
        shape = node.operation().outputShape(inputs);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IllegalArgumentException("node " + node.name() + ": " + e.getMessage(), e);
      }
      if (shapes.put(node.name(), shape) != null) {
        throw new IllegalArgumentException("two nodes are called " + node.name());
      }
    }
    return ImmutableMap.copyOf(shapes);
  }

  private static Shape shapeOf(Map<String, Shape> shapes, String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("no node called " + name + " so far");
    }
    return shape;
  }

  private static Tensor weight(Map<String, Tensor> weights, String name, ImmutableIntArray shape) {
    Tensor tensor = weights.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the weight " + name + " is missing");
    }
    if (!tensor.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "the weight " + name + " must have the shape " + shape + ", not " + tensor.shape());
    }
    return tensor;
  }

  private static void requireDivisors(Map<String, Tensor> weights, String name, double epsilon) {
    Tensor variance = Objects.requireNonNull(weights.get(name));
    for (int i = 0; i < variance.size(); i++) {
      if (!(variance.get(i) + epsilon > 0)) {
        throw new IllegalArgumentException(
            "the weight "
                + name
                + " must be above -epsilon, "
                + -epsilon
                + ", not "
                + variance.get(i)
                + " at "
                + i);
      }
    }
  }

  /** The shape of the input. */
  public Shape input() {
    return input;
  }

  /** The nodes, each behind those whose values it takes. */
  public List<Node> nodes() {
    return nodes.values().asList();
  }

  /**
   * The node of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Node node(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node called " + name);
    }
    return node;
  }

  /** The names of the nodes whose values are the result. */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * The shape of a node's value, or of the input.
   *
   * @throws IllegalArgumentException if there is no such node
   */
  public Shape shape(String name) {
    return shapeOf(shapes, name);
  }

  /** The weights by {@link Node#weightName}, in the order of the nodes. */
  public Map<String, Tensor> weights() {
    return weights;
  }

  /**
   * A weight of a node.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Tensor weight(Node node, String weight) {
    Tensor tensor = weights.get(node.weightName(weight));
    if (tensor == null) {
      throw new IllegalArgumentException("no weight called " + node.weightName(weight));
    }
    return tensor;
  }

  /**
   * The part of the network that computes these values: nodes behind them are cut off.
   *
   * @throws IllegalArgumentException if a name is unknown or given twice
   */
  public Network upTo(List<String> outputs) {
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!name.equals(INPUT) && needed.add(name)) {
        open.addAll(node(name).inputs());
      }
    }
    return of(
        input,
        nodes().stream().filter(node -> needed.contains(node.name())).toList(),
        outputs,
        weights);
  }

  /**
   * An equal network that is faster to run: batch normalisation folded into the convolutions before
   * it, ReLU fused with them, and a 1x1 convolution behind an average pool moved before it where
   * that shrinks what is pooled. The values of all outputs are the same up to rounding; nodes
   * between may be gone.
   */
  public Network optimized() {
    return PoolRewrite.apply(BatchNormFolding.apply(this));
  }

  /**
   * The network with softer or sharper probabilities: what {@link Temperature#apply} makes of this
   * one's, up to rounding. Every engine computes them without knowing, as the weights of the last
   * dense layer are divided by the temperature (temperature scaling: Guo et al. 2017, equation 9).
   *
   * @throws IllegalArgumentException if the temperature takes a weight out of float32's range, or
   *     the network has another output than one softmax of a dense layer that has no ReLU and no
   *     other use
   */
  public Network withTemperature(Temperature temperature) {
    return Tempering.apply(this, temperature.value());
  }

  /**
   * The network with the kernels of its dense layers drawn at random, from a normal distribution
   * with the mean and the standard deviation that the kernel has: a head that has learned nothing,
   * for sanity checks (Adebayo et al. 2018). The same seed gives the same weights.
   */
  public Network withRandomHead(long seed) {
    return RandomHead.apply(this, seed);
  }
}
