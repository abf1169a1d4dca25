package io.cellclass.dl4j;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Operation.Upsampling;
import io.cellclass.network.Padding;
import io.cellclass.network.Tensor;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compiles a {@link Network} into a {@link ComputationGraph} that computes its outputs.
 *
 * <p>Feature maps are {@code [batch][row][column][channel]}, in which oneDNN is fastest;
 * convolutions are {@link OneDnnConvolution} where the native library has oneDNN.
 */
final class GraphCompiler {
  private final Network network;
  private final List<String> inputs;
  private final List<Node> nodes;
  private final List<String> outputs;
  private final boolean oneDnn;
  private final @Nullable Training training;
  private final Set<String> tapped;
  private final Ranks ranks;
  private final Set<String> reshaped = new HashSet<>();

  /**
   * What is different in training.
   *
   * @param chance gives what dropout draws from in a pass
   * @param decay as {@link TrainableNormalization} has it
   */
  record Training(Supplier<RandomGenerator> chance, double decay) {}

  private GraphCompiler(
      Network network,
      List<String> inputs,
      List<Node> nodes,
      List<String> outputs,
      boolean oneDnn,
      @Nullable Training training,
      Set<String> tapped) {
    this.network = network;
    this.inputs = inputs;
    this.nodes = nodes;
    this.outputs = outputs;
    this.oneDnn = oneDnn;
    this.training = training;
    this.tapped = tapped;
    this.ranks = new Ranks(network);
  }

  /** The graph for {@link Network#optimized()}, with the fastest layers that are here. */
  static ComputationGraph compile(Network network) {
    return compile(network.optimized(), NativeLibrary.hasOneDnn());
  }

  /**
   * The graph for a network as it stands, less the nodes that lead to no output, on oneDNN or on
   * stock layers.
   */
  static ComputationGraph compile(Network network, boolean oneDnn) {
    // Deeplearning4j refuses nodes that nothing uses.
    Network needed = network.upTo(network.outputs());
    return new GraphCompiler(
            needed,
            List.of(Network.INPUT),
            needed.nodes(),
            needed.outputs(),
            oneDnn,
            null,
            Set.of())
        .graph(ComputationGraph::new);
  }

  /**
   * The graph for a part of a network as it stands, to be trained, on oneDNN or on stock layers.
   *
   * @param inputs the values that the part is given
   * @param nodes the part: every other value that it needs is computed in it
   * @param output the last of them
   */
  static TrainableGraph compileTrainable(
      Network network,
      List<String> inputs,
      List<Node> nodes,
      String output,
      boolean oneDnn,
      Training training) {
    return new GraphCompiler(network, inputs, nodes, List.of(output), oneDnn, training, Set.of())
        .graph(TrainableGraph::new);
  }

  /**
   * The graph for the part of a network behind a cut, with a {@link GradientTap} called {@link
   * #tap} of each value that it is cut at.
   */
  static TrainableGraph compileTraced(NetworkCut cut, boolean oneDnn, RandomGenerator chance) {
    return new GraphCompiler(
            cut.network(),
            cut.given(),
            cut.behind(),
            List.of(cut.logits()),
            oneDnn,
            new Training(() -> chance, 1),
            new LinkedHashSet<>(cut.values()))
        .graph(TrainableGraph::new);
  }

  /** The name of the tap of a value. */
  static String tap(String value) {
    return value + "/tap";
  }

  private <G extends ComputationGraph> G graph(Function<ComputationGraphConfiguration, G> maker) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .activation(Activation.IDENTITY)
            // All are set below: drawing them first would take longer than all else.
            .weightInit(WeightInit.ZERO)
            .graphBuilder()
            .addInputs(inputs)
            .setOutputs(outputs.stream().map(this::outputVertex).toArray(String[]::new));
    builder.validateOutputLayerConfig(false);
    tapped.forEach(value -> builder.addVertex(tap(value), new GradientTap(), value));
    for (Node node : nodes) {
      add(builder, node);
    }
    outputs.stream()
        .filter(this::isUsed)
        .forEach(
            name ->
                builder.addLayer(
                    outputVertex(name), new ActivationLayer(Activation.IDENTITY), name));
    G graph = maker.apply(builder.build());
    graph.init();
    nodes.forEach(node -> setWeights(graph, node));
    return graph;
  }

  private void add(GraphBuilder builder, Node node) {
    boolean row = ranks.takesRow(node);
    String[] from =
        node.inputs().stream().map(name -> reshaped(builder, name, row)).toArray(String[]::new);
    if (overwritesInput(node) && !isOwn(node.inputs().get(0))) {
      builder.addVertex(node.name() + "/copy", new ScaleVertex(1), from);
      from = new String[] {node.name() + "/copy"};
    }
    if (node.operation() instanceof Concatenation) {
      builder.addVertex(node.name(), concatenation(node), from);
    } else {
      builder.addLayer(node.name(), layer(node), from);
    }
  }

  /**
   * Deeplearning4j loses its workspaces over an output that other vertices use: those get a vertex
   * of their own.
   */
  private String outputVertex(String output) {
    return isUsed(output) ? output + "/output" : output;
  }

  /** Deeplearning4j's activation layers write their result over their input. */
  private static boolean overwritesInput(Node node) {
    return node.operation() instanceof Relu || node.operation() instanceof Softmax;
  }

  /** Whether only one node sees a value, which is none of another's or the caller's. */
  private boolean isOwn(String name) {
    if (inputs.contains(name) || outputs.contains(name)) {
      return false;
    }
    Operation operation = network.node(name).operation();
    boolean passedOn = operation instanceof Dropout || operation instanceof Concatenation;
    long uses = nodes.stream().flatMap(node -> node.inputs().stream()).filter(name::equals).count();
    return !passedOn && uses == 1;
  }

  private boolean isUsed(String name) {
    return nodes.stream().anyMatch(node -> node.inputs().contains(name));
  }

  /** The vertex with a value as a row or as a map, whichever is wanted. */
  private String reshaped(GraphBuilder builder, String name, boolean row) {
    String from = tapped.contains(name) ? tap(name) : name;
    if (ranks.isRow(name) == row) {
      return from;
    }
    String vertex = name + (row ? "/row" : "/map");
    if (reshaped.add(vertex)) {
      int channels = network.shape(name).channels();
      int[] shape = row ? new int[] {-1, channels} : new int[] {-1, 1, 1, channels};
      builder.addVertex(vertex, new ReshapeVertex('c', shape, null), from);
    }
    return vertex;
  }

  private int channelsInto(Node node) {
    return network.shape(node.inputs().get(0)).channels();
  }

  private MergeVertex concatenation(Node node) {
    MergeVertex merge = new MergeVertex();
    merge.setMergeAxis(ranks.isRow(node.name()) ? 1 : 3);
    return merge;
  }

  private Layer layer(Node node) {
    if (node.operation() instanceof Convolution convolution) {
      return convolution(convolution, node);
    } else if (node.operation() instanceof BatchNormalization normalization) {
      return training == null
          ? batchNormalization(normalization, channelsInto(node))
          : new TrainableNormalization(
              channelsInto(node), normalization.epsilon(), training.decay());
    } else if (node.operation() instanceof Relu) {
      return new ActivationLayer(Activation.RELU);
    } else if (node.operation() instanceof MaxPool pool) {
      return pool(PoolingType.MAX, pool.window(), pool.stride(), pool.padding());
    } else if (node.operation() instanceof AveragePool pool) {
      return pool(PoolingType.AVG, pool.window(), pool.stride(), pool.padding());
    } else if (node.operation() instanceof Upsampling upsampling) {
      return new Upsampling2D.Builder(upsampling.factor()).dataFormat(CNN2DFormat.NHWC).build();
    } else if (node.operation() instanceof GlobalAveragePool) {
      return new GlobalPoolingLayer.Builder(PoolingType.AVG).poolingDimensions(1, 2).build();
    } else if (node.operation() instanceof Dense dense) {
      return new DenseLayer.Builder()
          .nIn(channelsInto(node))
          .nOut(dense.units())
          .activation(dense.relu() ? Activation.RELU : Activation.IDENTITY)
          .build();
    } else if (node.operation() instanceof Dropout dropout) {
      return training == null
          ? new DropoutLayer(1 - dropout.rate())
          : new DropoutLayer(new DrawnDropout(dropout.rate(), training.chance()));
    } else if (node.operation() instanceof Softmax) {
      return new ActivationLayer(Activation.SOFTMAX);
    }
    throw new IllegalArgumentException(
        "node " + node.name() + ": cannot compile " + node.operation());
  }

  private Layer convolution(Convolution convolution, Node node) {
    ConvolutionLayer.Builder builder =
        new ConvolutionLayer.Builder(convolution.rows(), convolution.columns())
            .stride(convolution.stride(), convolution.stride())
            .convolutionMode(mode(convolution.padding()))
            .dataFormat(CNN2DFormat.NHWC)
            .nIn(channelsInto(node))
            .nOut(convolution.filters())
            .hasBias(convolution.bias())
            .activation(convolution.relu() ? Activation.RELU : Activation.IDENTITY);
    return oneDnn
        ? new OneDnnConvolution(builder, needsGradient(node.inputs().get(0)))
        : builder.build();
  }

  /**
   * Whether back-propagation has to reach a value. Deeplearning4j adds up gradients at an input
   * too, and bears none that are missing beside others.
   */
  private boolean needsGradient(String name) {
    return !inputs.contains(name)
        || tapped.contains(name)
        || ranks.isRow(name)
        || nodes.stream()
            .filter(node -> node.inputs().contains(name))
            .anyMatch(node -> !(node.operation() instanceof Convolution));
  }

  private static Layer batchNormalization(BatchNormalization normalization, int channels) {
    return new org.deeplearning4j.nn.conf.layers.BatchNormalization.Builder()
        .nIn(channels)
        .nOut(channels)
        .eps(normalization.epsilon())
        .useLogStd(false)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }

  private static Layer pool(PoolingType type, int window, int stride, Padding padding) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(window, window)
        .stride(stride, stride)
        .convolutionMode(mode(padding))
        // With this, and not with its opposite, padding is left out of the divisor.
        .avgPoolIncludePadInDivisor(false)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }

  private static ConvolutionMode mode(Padding padding) {
    return padding == Padding.SAME ? ConvolutionMode.Same : ConvolutionMode.Truncate;
  }

  private void setWeights(ComputationGraph graph, Node node) {
    if (node.operation() instanceof Convolution convolution) {
      set(graph, node, "W", network.weight(node, "kernel"));
      if (convolution.bias()) {
        set(graph, node, "b", network.weight(node, "bias"));
      }
    } else if (node.operation() instanceof Dense) {
      setTransposed(graph, node, network.weight(node, "kernel"));
      set(graph, node, "b", network.weight(node, "bias"));
    } else if (node.operation() instanceof BatchNormalization) {
      set(graph, node, "beta", network.weight(node, "beta"));
      set(graph, node, "mean", network.weight(node, "mean"));
      set(graph, node, "var", network.weight(node, "variance"));
    }
  }

  private static void set(ComputationGraph graph, Node node, String name, Tensor weight) {
    INDArray parameter = graph.getLayer(node.name()).getParam(name);
    try (INDArray values = Nd4j.createFromArray(weight.values())) {
      parameter.assign(values.reshape(parameter.shape()));
    }
  }

  /** Deeplearning4j keeps dense kernels as {@code [input][unit]}. */
  private static void setTransposed(ComputationGraph graph, Node node, Tensor weight) {
    INDArray parameter = graph.getLayer(node.name()).getParam("W");
    try (INDArray values = Nd4j.createFromArray(weight.values())) {
      parameter.assign(values.reshape(weight.shape().get(0), weight.shape().get(1)).transpose());
    }
  }
}
