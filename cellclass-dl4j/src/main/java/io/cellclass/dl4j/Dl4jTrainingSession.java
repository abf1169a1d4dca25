package io.cellclass.dl4j;

import com.google.common.collect.Lists;
import io.cellclass.RandomStreams;
import io.cellclass.network.Network;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.OutputLoss;
import io.cellclass.network.Tensor;
import io.cellclass.network.TrainingSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network whose weights are all trained, on a thread of its own. */
final class Dl4jTrainingSession implements TrainingSession {
  /** Beyond this a gradient is scaled down: one odd mini-batch does not undo an epoch. */
  private static final double LARGEST_GRADIENT = 10;

  /** Faster than Keras: small sets have few mini-batches in an epoch, but each many pixels. */
  private static final double DECAY = 0.9;

  private static final String PARAMETERS = "parameters";
  private static final String STEPS = "steps";

  private final Network network;
  private final Dl4jThread thread = new Dl4jThread();
  private final Graph graph;

  Dl4jTrainingSession(Network network) {
    this.network = network.upTo(network.outputs());
    if (network.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "expected a network of one output, found " + network.outputs());
    }
    if (network.nodes().stream().anyMatch(node -> node.operation() instanceof Dropout)) {
      throw new IllegalArgumentException("expected a network without dropout");
    }
    Graph compiled = null;
    try {
      compiled = thread.run(() -> new Graph(this.network));
    } finally {
      if (compiled == null) {
        thread.close();
      }
    }
    graph = compiled;
  }

  /** What lives on the thread. */
  private static final class Graph implements Descendable {
    private final TrainableGraph graph;
    private final NetworkParameters names;
    private final Descent descent;

    Graph(Network network) {
      graph =
          GraphCompiler.compileTrainable(
              network,
              List.of(Network.INPUT),
              network.nodes(),
              network.outputs().get(0),
              NativeLibrary.hasOneDnn(),
              new GraphCompiler.Training(() -> RandomStreams.of(0, 0, "dropout"), DECAY));
      names = new NetworkParameters(network, network.nodes(), graph);
      descent = new Descent(this, Optimizer.adam(), 1, LARGEST_GRADIENT);
    }

    @Override
    public INDArray parameters() {
      return graph.params();
    }

    @Override
    public INDArray gradient() {
      return graph.flatGradient();
    }

    @Override
    public List<ParameterRange> ranges() {
      return names.ranges();
    }

    void close() {
      descent.close();
      graph.close();
    }
  }

  @Override
  public double step(List<float[]> inputs, OutputLoss loss, double learningRate) {
    return thread.run(
        () -> {
          try (INDArray batch = NetworkRunner.batch(network.input(), inputs)) {
            double result = graph.graph.learn(new INDArray[] {batch}, loss::of);
            graph.descent.step(learningRate);
            return result;
          }
        });
  }

  @Override
  public List<float[]> run(List<float[]> inputs) {
    return thread.run(
        () -> {
          List<float[]> results = new ArrayList<>(inputs.size());
          for (List<float[]> part : Lists.partition(inputs, NetworkRunner.LARGEST_BATCH)) {
            try (INDArray batch = NetworkRunner.batch(network.input(), part);
                INDArray output = graph.graph.outputSingle(false, batch)) {
              float[] all = NativeArrays.floats(output);
              int length = all.length / part.size();
              for (int i = 0; i < part.size(); i++) {
                results.add(Arrays.copyOfRange(all, i * length, (i + 1) * length));
              }
            }
          }
          return results;
        });
  }

  @Override
  public Network network() {
    Map<String, Tensor> weights = thread.run(graph.names::weights);
    return Network.of(network.input(), network.nodes(), network.outputs(), weights);
  }

  @Override
  public Map<String, Tensor> state() {
    return thread.run(
        () -> {
          Map<String, Tensor> state = new LinkedHashMap<>(graph.descent.state());
          state.put(PARAMETERS, Rows.copy(graph.parameters()));
          state.put(STEPS, Tensor.of(new float[] {graph.descent.steps()}, 1));
          return state;
        });
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Map<String, Tensor> optimizer = new LinkedHashMap<>(state);
    Tensor parameters = optimizer.remove(PARAMETERS);
    Tensor steps = optimizer.remove(STEPS);
    if (parameters == null || steps == null) {
      throw new IllegalArgumentException(
          "expected " + PARAMETERS + " and " + STEPS + ", found " + state.keySet());
    }
    thread.run(
        () -> {
          Rows.set(graph.parameters(), PARAMETERS, parameters);
          graph.descent.restore((int) steps.get(0), optimizer);
          return null;
        });
  }

  @Override
  public void close() {
    thread.close(graph::close);
  }
}
