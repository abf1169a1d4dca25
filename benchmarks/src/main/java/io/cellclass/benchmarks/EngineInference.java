package io.cellclass.benchmarks;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.dl4j.Dl4jClassifier;
import io.cellclass.network.ModelBundle;
import io.cellclass.onnx.OnnxClassifier;
import io.cellclass.onnx.OnnxOptions;
import io.cellclass.onnx.OnnxQuantization;
import io.cellclass.tflite.TfliteClassifier;
import io.cellclass.tflite.TfliteExport;
import io.cellclass.tflite.TfliteExport.Values;
import io.cellclass.tflite.TfliteExport.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long each engine takes for a batch of images of 224x224 pixels with {@link PaperNetwork}, on
 * as many threads as there are processors. Those of cellclass go from decoded images to
 * predictions; ONNX Runtime and TensorFlow Java alone from prepared values to probabilities.
 *
 * <p>TensorFlow is at its best with {@code TF_ENABLE_ONEDNN_OPTS=1} in the environment.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class EngineInference {
  /** What classifies. */
  public enum Engine {
    /** ONNX Runtime alone, as it comes: idle threads spin. */
    ONNX_RUNTIME,
    /** The same with idle threads that sleep, as in {@link OnnxClassifier}. */
    ONNX_RUNTIME_SLEEPING,
    /** {@link OnnxClassifier}. */
    ONNX,
    /** {@link OnnxQuantization}. */
    ONNX_INT8,
    /** {@link TfliteClassifier} with weights in float32. */
    TFLITE,
    /** The same with weights in float16. */
    TFLITE_FLOAT16,
    /** The same with weights in 8 bits. */
    TFLITE_DYNAMIC,
    /** The same with weights and values in 8 bits. */
    TFLITE_INT8,
    /** TensorFlow Java alone. */
    TENSORFLOW,
    /** {@link Dl4jClassifier}. */
    DL4J
  }

  /** What classifies. */
  @Param Engine engine;

  /** The number of images in a call. */
  @Param({"1", "16"})
  int batch;

  private Peer peer;

  /** Compiles the network and draws the images. */
  @Setup
  public void open() throws IOException {
    peer = peer(engine, PaperNetwork.tested(), Pictures.of(Pictures.EXACT, batch));
  }

  private static Peer peer(Engine engine, ModelBundle bundle, List<RgbImage> images)
      throws IOException {
    return switch (engine) {
      case ONNX_RUNTIME -> new OnnxRuntimePeer(bundle, images, true);
      case ONNX_RUNTIME_SLEEPING -> new OnnxRuntimePeer(bundle, images, false);
      case TENSORFLOW -> new TensorFlowPeer(bundle, images);
      default -> new ClassifierPeer(classifier(engine, bundle), images);
    };
  }

  private static Classifier classifier(Engine engine, ModelBundle bundle) throws IOException {
    return switch (engine) {
      case ONNX -> OnnxClassifier.open(bundle);
      case ONNX_INT8 ->
          OnnxQuantization.calibrate(bundle, Pictures.of(Pictures.EXACT, 16))
              .open(OnnxOptions.cpu());
      case TFLITE -> TfliteClassifier.open(bundle);
      case TFLITE_FLOAT16 -> tflite(bundle, Weights.FLOAT16);
      case TFLITE_DYNAMIC -> tflite(bundle, Weights.DYNAMIC);
      case TFLITE_INT8 -> tflite(bundle, Weights.INT8);
      default -> Dl4jClassifier.open(bundle);
    };
  }

  private static Classifier tflite(ModelBundle bundle, Weights weights) throws IOException {
    Path file = Files.createTempFile("cellclass-", ".tflite");
    try {
      if (weights == Weights.INT8) {
        TfliteExport.writeInt8(bundle, file, Pictures.of(Pictures.EXACT, 16), Values.FLOAT32);
      } else {
        TfliteExport.write(bundle, file, weights);
      }
      return TfliteClassifier.load(file);
    } finally {
      Files.delete(file);
    }
  }

  /** From the images, or their values, to probabilities. */
  @Benchmark
  public Object classify() throws IOException {
    return peer.classify();
  }

  /** The probabilities of the first image. */
  float[] first() throws IOException {
    return peer.first();
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    peer.close();
  }
}
