package io.cellclass.dl4j;

import io.cellclass.network.EngineThread;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a network on batches of images, on a thread of its own. Safe for concurrent use. */
final class NetworkRunner implements NetworkSession {
  /** Larger batches are no faster and take more memory. */
  static final int LARGEST_BATCH = 16;

  private final Shape input;
  private final int outputs;
  private final Dl4jThread thread = new Dl4jThread();
  private final ComputationGraph graph;

  NetworkRunner(Network network) {
    this.input = network.input();
    this.outputs = network.outputs().size();
    ComputationGraph compiled = null;
    try {
      compiled = thread.run(() -> GraphCompiler.compile(network));
    } finally {
      if (compiled == null) {
        thread.close();
      }
    }
    this.graph = compiled;
  }

  /**
   * Does nothing while the runner is open.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  void requireOpen() {
    thread.requireOpen();
  }

  /**
   * The values of the network's outputs, computed behind the batches that wait already.
   *
   * @param images for each image its {@code [row][column][channel]} values; at most {@link
   *     #LARGEST_BATCH}
   * @return for each image, for each output, its values
   * @throws IllegalStateException after {@link #close()}
   */
  Future<List<float[][]>> submit(List<float[]> images) {
    if (images.size() > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "expected at most " + LARGEST_BATCH + " images, found " + images.size());
    }
    return thread.submit(() -> runBatch(images));
  }

  /** The same as {@link #submit}, waited for. */
  @Override
  public List<float[][]> run(List<float[]> images) {
    return EngineThread.await(submit(images));
  }

  private List<float[][]> runBatch(List<float[]> images) {
    List<float[][]> results = new ArrayList<>(images.size());
    images.forEach(image -> results.add(new float[outputs][]));
    try (INDArray batch = batch(input, images)) {
      INDArray[] computed = graph.output(false, batch);
      for (int output = 0; output < outputs; output++) {
        try (INDArray array = computed[output]) {
          scatter(array, output, results);
        }
      }
    }
    return results;
  }

  /** Images of this shape as one array {@code [image][row][column][channel]}, to be closed. */
  static INDArray batch(Shape image, List<float[]> images) {
    int length = Math.toIntExact(image.size());
    float[] values = new float[Math.multiplyExact(images.size(), length)];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, values, i * length, length);
    }
    // Not reshaped: closing a view frees nothing.
    long[] shape = {images.size(), image.rows(), image.columns(), image.channels()};
    return Nd4j.create(values, shape, 'c');
  }

  private static void scatter(INDArray array, int output, List<float[][]> results) {
    float[] all = NativeArrays.floats(array);
    int length = all.length / results.size();
    for (int i = 0; i < results.size(); i++) {
      results.get(i)[output] = Arrays.copyOfRange(all, i * length, (i + 1) * length);
    }
  }

  /** Frees the network's memory when the calls before have ended. Closing twice does nothing. */
  @Override
  public void close() {
    thread.close(graph::close);
  }
}
