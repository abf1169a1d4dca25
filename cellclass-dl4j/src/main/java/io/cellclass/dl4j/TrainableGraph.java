package io.cellclass.dl4j;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph with one output whose gradient can be computed for a loss that is none of
 * Deeplearning4j's, with all activations in a workspace. For one thread.
 *
 * <p>Deeplearning4j's own way for such losses, {@code feedForward} and then {@code
 * backpropGradient}, leaves every activation to the garbage collector.
 */
final class TrainableGraph extends ComputationGraph {
  private static final long serialVersionUID = 1L;

  /** A loss as a function of the output. */
  interface Loss {
    /**
     * The loss, and its derivatives.
     *
     * @param output the output in row-major order
     * @param derivatives receives the derivative with respect to each value
     */
    double of(float[] output, float[] derivatives);
  }

  TrainableGraph(ComputationGraphConfiguration configuration) {
    super(configuration);
  }

  @Override
  public void init() {
    super.init();
    initGradientsView();
  }

  /** The gradient of the last {@link #learn}, as long as the parameters. A view. */
  INDArray flatGradient() {
    return flattenedGradients.reshape(flattenedGradients.length());
  }

  /** Computes the gradient of a loss with respect to the parameters, and returns the loss. */
  @SuppressWarnings("try") // The workspace is there to be left.
  double learn(INDArray[] inputs, Loss loss) {
    LayerWorkspaceMgr workspaces =
        LayerWorkspaceMgr.builder()
            .with(ArrayType.ACTIVATIONS, WS_ALL_LAYERS_ACT, WS_ALL_LAYERS_ACT_CONFIG)
            .build();
    try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      Map<String, INDArray> values =
          ffToLayerActivationsInWS(
              true, -1, null, FwdPassType.STANDARD, false, inputs, null, null, false);
      INDArray output =
          Objects.requireNonNull(values.get(configuration.getNetworkOutputs().get(0)));
      float[] derivatives = new float[Math.toIntExact(output.length())];
      double result = loss.of(NativeArrays.floats(output), derivatives);
      calcBackpropGradients(true, false, Nd4j.createFromArray(derivatives).reshape(output.shape()));
      return result;
    }
  }
}
