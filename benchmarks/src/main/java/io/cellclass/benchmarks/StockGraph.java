package io.cellclass.benchmarks;

import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Preprocessing;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network as a user of Deeplearning4j writes it: its own convolution, batch normalisation and
 * activation layers one behind the other, in its default format {@code
 * [batch][channel][row][column]}, with nothing folded, fused or moved, and its helpers in the state
 * in which they come.
 */
final class StockGraph implements AutoCloseable {
  private final Preprocessing preprocessing;
  private final ComputationGraph graph;

  private StockGraph(Preprocessing preprocessing, ComputationGraph graph) {
    this.preprocessing = preprocessing;
    this.graph = graph;
  }

  static StockGraph of(ModelBundle bundle) {
    Network network = bundle.network();
    StockLayers layers = new StockLayers(network);
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs(Network.INPUT)
            .setOutputs(network.outputs().toArray(String[]::new));
    builder.validateOutputLayerConfig(false);
    for (Node node : network.nodes()) {
      String[] inputs = node.inputs().toArray(String[]::new);
      if (node.operation() instanceof Concatenation) {
        builder.addVertex(node.name(), new MergeVertex(), inputs);
      } else {
        builder.addLayer(node.name(), layers.layer(node), inputs);
      }
    }
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    network.nodes().forEach(node -> layers.setWeights(graph, node));
    return new StockGraph(bundle.preprocessing(), graph);
  }

  /** What the network sees of images: {@code [image][channel][row][column]}. */
  INDArray input(List<RgbImage> images) {
    int size = preprocessing.size();
    INDArray input = Nd4j.create(DataType.FLOAT, images.size(), 3, size, size);
    for (int i = 0; i < images.size(); i++) {
      try (INDArray image = Nd4j.createFromArray(preprocessing.apply(images.get(i)))) {
        input.slice(i).assign(image.reshape(size, size, 3).permute(2, 0, 1));
      }
    }
    return input;
  }

  /** The probabilities, {@code [image][label]}. The caller closes them. */
  INDArray output(INDArray input) {
    return graph.outputSingle(false, input);
  }

  @Override
  public void close() {
    graph.close();
  }
}
