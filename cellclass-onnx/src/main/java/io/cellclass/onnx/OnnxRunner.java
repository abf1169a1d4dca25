package io.cellclass.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cellclass.network.EngineThread;
import io.cellclass.network.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** Runs a model on batches of images, on a thread of its own. Safe for concurrent use. */
final class OnnxRunner implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Shape input;
  private final List<String> outputs;
  private final int batchSize;
  private final EngineThread thread = new EngineThread("cellclass-onnx");

  /** Used from the thread alone: ONNX Runtime reads it in place. */
  private final FloatBuffer batch;

  /**
   * A runner of a model of ONNX.
   *
   * @param outputs the names of the values that are wanted
   * @throws OrtException if ONNX Runtime refuses the model
   * @throws IllegalStateException if the provider is not there
   */
  OnnxRunner(byte[] model, Shape input, List<String> outputs, OnnxOptions options)
      throws OrtException {
    this.input = input;
    this.outputs = outputs;
    this.batchSize = options.batchSize();
    long bytes = (long) Float.BYTES * options.batchSize() * input.size();
    this.batch =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    this.session = Sessions.open(model, options);
  }

  /** The most images that are computed at once. */
  int batchSize() {
    return batchSize;
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
   * The values of the outputs, computed behind the batches that wait already.
   *
   * @param images for each image its {@code [row][column][channel]} values; at most {@link
   *     #batchSize}
   * @return for each image, for each output, its values
   * @throws IllegalStateException after {@link #close()}
   */
  Future<List<float[][]>> submit(List<float[]> images) {
    if (images.size() > batchSize) {
      throw new IllegalArgumentException(
          "expected at most " + batchSize + " images, found " + images.size());
    }
    return thread.submit(() -> run(images));
  }

  private List<float[][]> run(List<float[]> images) throws OrtException {
    batch.clear();
    images.forEach(batch::put);
    batch.flip();
    long[] shape = {images.size(), input.rows(), input.columns(), input.channels()};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, batch, shape);
        OrtSession.Result result =
            session.run(Map.of(OnnxFormat.INPUT, tensor), new LinkedHashSet<>(outputs))) {
      return scatter(result, images.size());
    }
  }

  private List<float[][]> scatter(OrtSession.Result result, int images) {
    List<float[][]> values = new ArrayList<>(images);
    for (int i = 0; i < images; i++) {
      values.add(new float[outputs.size()][]);
    }
    for (int output = 0; output < outputs.size(); output++) {
      FloatBuffer all = ((OnnxTensor) result.get(output)).getFloatBuffer();
      int length = all.remaining() / images;
      for (float[][] of : values) {
        of[output] = new float[length];
        all.get(of[output]);
      }
    }
    return values;
  }

  /** Frees the network's memory when the calls before have ended. Closing twice does nothing. */
  @Override
  public void close() {
    thread.close(
        () -> {
          session.close();
          return null;
        });
  }
}
