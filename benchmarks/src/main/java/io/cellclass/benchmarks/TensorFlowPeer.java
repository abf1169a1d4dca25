package io.cellclass.benchmarks;

import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** TensorFlow Java, from values that are prepared already to probabilities. */
final class TensorFlowPeer implements Peer {
  private final Graph graph = new Graph();
  private final TensorFlowGraph compiled;
  private final Session session;
  private final TFloat32 input;
  private final int images;

  TensorFlowPeer(ModelBundle bundle, List<RgbImage> images) {
    compiled = TensorFlowGraph.of(graph, bundle.network().optimized());
    session = new Session(graph);
    int size = bundle.preprocessing().size();
    input =
        TFloat32.tensorOf(
            Shape.of(images.size(), size, size, 3),
            DataBuffers.of(FloatBuffer.wrap(InputValues.of(bundle, images))));
    this.images = images.size();
  }

  @Override
  public float[] classify() {
    try (Result result =
        session.runner().feed(compiled.input(), input).fetch(compiled.output()).run()) {
      if (!(result.get(0) instanceof TFloat32 tensor)) {
        throw new IllegalStateException("expected probabilities in float32");
      }
      float[] probabilities = new float[Math.toIntExact(tensor.size())];
      tensor.asRawTensor().data().asFloats().read(probabilities);
      return probabilities;
    }
  }

  @Override
  public float[] first() {
    float[] all = classify();
    return Arrays.copyOf(all, all.length / images);
  }

  @Override
  public void close() {
    input.close();
    session.close();
    graph.close();
  }
}
