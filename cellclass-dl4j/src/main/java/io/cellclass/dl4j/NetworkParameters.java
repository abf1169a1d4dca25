package io.cellclass.dl4j;

import io.cellclass.dl4j.ParameterRange.Role;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a graph by the names of a network's weights.
 *
 * <p>Their memory is laid out as a network's tensors are: Deeplearning4j keeps kernels of
 * convolutions as {@code [filter][channel][row][column]}, and those of dense layers as {@code
 * [input][unit]} with the input running fastest.
 */
final class NetworkParameters {
  /** Deeplearning4j's names for the weights of a network. */
  private static final Map<String, String> NAMES =
      Map.of("kernel", "W", "bias", "b", "beta", "beta", "mean", "mean", "variance", "var");

  private final Network network;
  private final INDArray parameters;
  private final List<ParameterRange> ranges = new ArrayList<>();

  /** The parameters of the graph of some of a network's nodes. */
  NetworkParameters(Network network, List<Node> nodes, ComputationGraph graph) {
    this.network = network;
    this.parameters = graph.params();
    for (Node node : nodes) {
      node.operation()
          .weightShapes(node.inputs().stream().map(network::shape).toList())
          .keySet()
          .forEach(weight -> ranges.add(range(node, weight, graph)));
    }
    ranges.sort(Comparator.comparing(ParameterRange::from));
  }

  private ParameterRange range(Node node, String weight, ComputationGraph graph) {
    INDArray view = graph.getLayer(node.name()).getParam(NAMES.get(weight));
    long from = view.offset() - parameters.offset();
    return new ParameterRange(
        node.weightName(weight), from, from + view.length(), role(node, weight));
  }

  private static Role role(Node node, String weight) {
    if (node.operation() instanceof BatchNormalization && !weight.equals("beta")) {
      return Role.STATISTICS;
    }
    return node.operation() instanceof Dense ? Role.HEAD : Role.BACKBONE;
  }

  /** What the parameters are, in rising order. */
  List<ParameterRange> ranges() {
    return ranges;
  }

  /** A copy of the parameters. */
  Map<String, Tensor> weights() {
    INDArray row = parameters.reshape(parameters.length());
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (ParameterRange range : ranges) {
      INDArray values = row.get(NDArrayIndex.interval(range.from(), range.to()));
      Tensor before = Objects.requireNonNull(network.weights().get(range.name()));
      weights.put(range.name(), Tensor.of(NativeArrays.floats(values), before.shape().toArray()));
    }
    return weights;
  }
}
