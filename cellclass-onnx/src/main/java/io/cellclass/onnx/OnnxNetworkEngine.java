package io.cellclass.onnx;

import ai.onnxruntime.OrtException;
import com.google.common.collect.Lists;
import io.cellclass.network.EngineThread;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** ONNX Runtime on the processor, for detectors, segmenters and the features of a backbone. */
public final class OnnxNetworkEngine implements NetworkEngine {
  /** For {@link java.util.ServiceLoader}. */
  public OnnxNetworkEngine() {}

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public int speed() {
    return OnnxEngine.SPEED;
  }

  /**
   * Prepares a network.
   *
   * @throws IllegalStateException if ONNX Runtime refuses the network
   */
  @Override
  public NetworkSession open(Network network) {
    Network optimized = network.optimized();
    byte[] model = OnnxFile.model(OnnxCompiler.compileWithNames(optimized)).build().toByteArray();
    try {
      return new Session(
          new OnnxRunner(model, optimized.input(), optimized.outputs(), OnnxOptions.cpu()),
          optimized.outputs().stream().map(optimized::shape).toList());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot run the network: " + e.getMessage(), e);
    }
  }

  private record Session(OnnxRunner runner, List<Shape> shapes) implements NetworkSession {
    @Override
    public List<float[][]> run(List<float[]> images) {
      List<float[][]> values = new ArrayList<>(images.size());
      for (List<float[]> batch : Lists.partition(images, runner.batchSize())) {
        values.addAll(EngineThread.await(runner.submit(batch)));
      }
      values.forEach(this::putChannelsLast);
      return values;
    }

    /** ONNX has them first. */
    private void putChannelsLast(float[][] outputs) {
      for (int i = 0; i < outputs.length; i++) {
        Shape shape = shapes.get(i);
        if (!shape.isVector()) {
          outputs[i] = withChannelsLast(outputs[i], shape.channels());
        }
      }
    }

    private static float[] withChannelsLast(float[] map, int channels) {
      int places = map.length / channels;
      float[] result = new float[map.length];
      for (int channel = 0; channel < channels; channel++) {
        for (int place = 0; place < places; place++) {
          result[place * channels + channel] = map[channel * places + place];
        }
      }
      return result;
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}
