package io.cellclass.onnx;

import ai.onnxruntime.OrtException;
import com.google.common.collect.Lists;
import io.cellclass.network.EngineThread;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.NetworkSession;
import java.util.ArrayList;
import java.util.List;

/** ONNX Runtime on the processor, for trainers that need the features of a frozen backbone. */
public final class OnnxNetworkEngine implements NetworkEngine {
  /** For {@link java.util.ServiceLoader}. */
  public OnnxNetworkEngine() {}

  @Override
  public String name() {
    return "onnx";
  }

  /**
   * Prepares a network whose outputs are vectors.
   *
   * @throws IllegalStateException if ONNX Runtime refuses the network
   */
  @Override
  public NetworkSession open(Network network) {
    Network optimized = network.optimized();
    byte[] model = OnnxFile.model(OnnxCompiler.compileWithNames(optimized)).build().toByteArray();
    try {
      return new Session(
          new OnnxRunner(model, optimized.input(), optimized.outputs(), OnnxOptions.cpu()));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot run the network: " + e.getMessage(), e);
    }
  }

  private record Session(OnnxRunner runner) implements NetworkSession {
    @Override
    public List<float[][]> run(List<float[]> images) {
      List<float[][]> values = new ArrayList<>(images.size());
      for (List<float[]> batch : Lists.partition(images, runner.batchSize())) {
        values.addAll(EngineThread.await(runner.submit(batch)));
      }
      return values;
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}
