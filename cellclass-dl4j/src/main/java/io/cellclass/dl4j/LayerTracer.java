package io.cellclass.dl4j;

import io.cellclass.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network cut at a layer: the part before it runs forward alone, the part behind it also back to
 * the layer. For one thread.
 */
final class LayerTracer implements AutoCloseable {
  private final NetworkCut cut;
  private final @Nullable ComputationGraph before;
  private final TrainableGraph behind;
  private final GradientTap.Vertex tap;

  /**
   * Compiles the parts.
   *
   * @throws IllegalArgumentException if the layer is unknown or has no effect on the answer
   */
  LayerTracer(Network network, String layer) {
    this(network, layer, NativeLibrary.hasOneDnn());
  }

  /** The same, with the part behind on oneDNN or on stock layers. */
  LayerTracer(Network network, String layer, boolean oneDnn) {
    cut = NetworkCut.at(layer, network);
    before = cut.before().map(GraphCompiler::compile).orElse(null);
    behind = compiled(oneDnn);
    tap = (GradientTap.Vertex) behind.getVertex(GraphCompiler.tap(layer));
  }

  private TrainableGraph compiled(boolean oneDnn) {
    TrainableGraph graph = null;
    try {
      graph = GraphCompiler.compileTraced(cut, oneDnn, new Random(0));
      return graph;
    } finally {
      if (graph == null && before != null) {
        before.close();
      }
    }
  }

  /**
   * What one image made of the layer.
   *
   * @param logits the scores of all classes
   * @param target the class whose score is derived
   * @param activations {@code [row][column][channel]}
   * @param gradients of the target's score
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Pass(float[] logits, int target, float[] activations, float[] gradients) {}

  /**
   * Runs a batch.
   *
   * @param images for each image its {@code [row][column][channel]} values
   * @param target chooses the class whose score is derived, for the scores of all
   */
  List<Pass> run(List<float[]> images, ToIntFunction<float[]> target) {
    INDArray input = NetworkRunner.batch(cut.network().input(), images);
    INDArray[] given = {};
    try {
      given = given(input);
      Scores scores = new Scores(images.size(), target);
      behind.learn(given, scores);
      return scores.passes(NativeArrays.floats(given[0]), tap.gradient());
    } finally {
      Arrays.stream(given).filter(values -> values != input).forEach(INDArray::close);
      input.close();
    }
  }

  private INDArray[] given(INDArray input) {
    INDArray[] computed = before == null ? new INDArray[0] : before.output(false, input);
    INDArray[] values = new INDArray[cut.given().size()];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = cut.given().get(i).equals(Network.INPUT) ? input : computed[next++];
    }
    return values;
  }

  @Override
  public void close() {
    behind.close();
    if (before != null) {
      before.close();
    }
  }

  /** The sum of the targets' scores as a loss: its derivative is that of each. */
  private static final class Scores implements TrainableGraph.Loss {
    private final float[][] logits;
    private final int[] targets;
    private final ToIntFunction<float[]> target;

    Scores(int images, ToIntFunction<float[]> target) {
      this.logits = new float[images][];
      this.targets = new int[images];
      this.target = target;
    }

    @Override
    public double of(float[] output, float[] derivatives) {
      int classes = output.length / logits.length;
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        logits[i] = Arrays.copyOfRange(output, i * classes, (i + 1) * classes);
        targets[i] = target.applyAsInt(logits[i]);
        derivatives[i * classes + targets[i]] = 1;
        sum += logits[i][targets[i]];
      }
      return sum;
    }

    List<Pass> passes(float[] activations, float[] gradients) {
      int length = activations.length / logits.length;
      List<Pass> passes = new ArrayList<>(logits.length);
      for (int i = 0; i < logits.length; i++) {
        int from = i * length;
        passes.add(
            new Pass(
                logits[i],
                targets[i],
                Arrays.copyOfRange(activations, from, from + length),
                Arrays.copyOfRange(gradients, from, from + length)));
      }
      return passes;
    }
  }
}
