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
 * A network cut at some layers: the part before them runs forward alone, the part behind them also
 * back to the layers. For one thread.
 */
final class LayerTracer implements AutoCloseable {
  private final NetworkCut cut;
  private final @Nullable ComputationGraph before;
  private final TrainableGraph behind;
  private final List<GradientTap.Vertex> taps;

  /** Compiles the parts. */
  LayerTracer(NetworkCut cut) {
    this(cut, NativeLibrary.hasOneDnn());
  }

  /** The same, with the part behind on oneDNN or on stock layers. */
  LayerTracer(NetworkCut cut, boolean oneDnn) {
    this.cut = cut;
    before = cut.before().map(GraphCompiler::compile).orElse(null);
    behind = compiled(oneDnn);
    taps =
        cut.values().stream()
            .map(value -> (GradientTap.Vertex) behind.getVertex(GraphCompiler.tap(value)))
            .toList();
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
   * What one image made of the layers.
   *
   * @param logits of all classes
   * @param target the class whose score is derived
   * @param layers in the order of the cut
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Pass(float[] logits, int target, List<Values> layers) {}

  /**
   * The values of one layer.
   *
   * @param activations {@code [row][column][channel]}
   * @param gradients of the target's score
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Values(float[] activations, float[] gradients) {}

  /**
   * Runs a batch.
   *
   * @param images for each image its {@code [row][column][channel]} values
   * @param target chooses the class whose score is derived, for the logits of all
   */
  List<Pass> run(List<float[]> images, ToIntFunction<float[]> target) {
    INDArray input = NetworkRunner.batch(cut.network().input(), images);
    INDArray[] given = {};
    try {
      given = given(input);
      Scores scores = new Scores(images.size(), target);
      behind.learn(given, scores);
      return passes(scores, given);
    } finally {
      Arrays.stream(given).filter(values -> values != input).forEach(INDArray::close);
      input.close();
    }
  }

  private List<Pass> passes(Scores scores, INDArray[] given) {
    int images = scores.logits.length;
    List<List<Values>> values = new ArrayList<>(images);
    for (int i = 0; i < images; i++) {
      values.add(new ArrayList<>(taps.size()));
    }
    for (int layer = 0; layer < taps.size(); layer++) {
      float[] activations = NativeArrays.floats(given[layer]);
      float[] gradients = taps.get(layer).gradient();
      int length = activations.length / images;
      for (int i = 0; i < images; i++) {
        int from = i * length;
        values
            .get(i)
            .add(
                new Values(
                    Arrays.copyOfRange(activations, from, from + length),
                    Arrays.copyOfRange(gradients, from, from + length)));
      }
    }
    List<Pass> passes = new ArrayList<>(images);
    for (int i = 0; i < images; i++) {
      passes.add(new Pass(scores.logits[i], scores.targets[i], List.copyOf(values.get(i))));
    }
    return passes;
  }

  /** The names of the layers. */
  List<String> layers() {
    return cut.values();
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
  }
}
