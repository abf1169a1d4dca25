package io.cellclass.dl4j;

import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex that passes a value on and keeps the gradient that comes back.
 *
 * <p>Deeplearning4j brings gradients to a graph's inputs too, but frees their memory before anyone
 * can read them.
 */
final class GradientTap extends ScaleVertex {
  private static final long serialVersionUID = 1L;

  GradientTap() {
    super(1);
  }

  @Override
  public GradientTap clone() {
    return new GradientTap();
  }

  @Override
  public GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return new Vertex(graph, name, index, type);
  }

  /** What runs. */
  @SuppressWarnings("overrides") // Of Deeplearning4j's own classes.
  static final class Vertex extends org.deeplearning4j.nn.graph.vertex.impl.ScaleVertex {
    private static final long serialVersionUID = 1L;

    private float[] gradient = {};

    private Vertex(ComputationGraph graph, String name, int index, DataType type) {
      super(graph, name, index, 1, type);
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
      gradient = NativeArrays.floats(getEpsilon());
      return super.doBackward(truncated, workspaces);
    }

    /** The gradient of the last backward pass, in row-major order. */
    float[] gradient() {
      return gradient;
    }
  }
}
