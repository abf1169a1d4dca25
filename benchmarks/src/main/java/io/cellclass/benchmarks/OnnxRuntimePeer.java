package io.cellclass.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.onnx.OnnxExport;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** ONNX Runtime alone, from values that are prepared already to probabilities. */
final class OnnxRuntimePeer implements Peer {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
  private final OrtSession session;
  private final OnnxTensor input;
  private final int images;

  OnnxRuntimePeer(ModelBundle bundle, List<RgbImage> images, boolean spinning) throws IOException {
    Path file = Files.createTempFile("cellclass-", ".onnx");
    try {
      OnnxExport.write(bundle, file);
      options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
      options.addConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
      session = environment.createSession(Files.readAllBytes(file), options);
      int size = bundle.preprocessing().size();
      long[] shape = {images.size(), size, size, 3};
      float[] values = InputValues.of(bundle, images);
      input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime refuses the network", e);
    } finally {
      Files.delete(file);
    }
    this.images = images.size();
  }

  @Override
  public float[] classify() throws IOException {
    try (OrtSession.Result result = session.run(Map.of("input", input))) {
      float[] probabilities = new float[0];
      if (result.get(0) instanceof OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        probabilities = new float[buffer.remaining()];
        buffer.get(probabilities);
      }
      return probabilities;
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot run the network", e);
    }
  }

  @Override
  public float[] first() throws IOException {
    float[] all = classify();
    return Arrays.copyOf(all, all.length / images);
  }

  @Override
  public void close() {
    try {
      input.close();
      session.close();
      options.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot be closed", e);
    }
  }
}
