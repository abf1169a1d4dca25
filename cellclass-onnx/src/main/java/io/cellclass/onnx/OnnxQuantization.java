package io.cellclass.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnxruntime.OrtException;
import io.cellclass.RgbImage;
import io.cellclass.network.AtomicFile;
import io.cellclass.network.EngineThread;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.ModelMetadata;
import io.cellclass.network.Network;
import io.cellclass.network.PreparedBatches;
import io.cellclass.network.TestVector;
import io.cellclass.network.quantization.CalibrationRanges;
import io.cellclass.network.quantization.RangeRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A classifier of a bundle that computes with bytes: a quarter of the size, and faster on
 * processors with instructions for bytes (the README has figures). Immutable and safe for
 * concurrent use.
 *
 * <p>Static quantization as Jacob et al. (2018) describe it: activations in unsigned bytes with a
 * step and a zero for each value, weights in signed bytes with a step for each filter (section 2.1
 * and 3), biases in 32 bits. The steps of activations come from the values that the network in
 * float32 gives on calibration images. The head, behind the last convolution, stays float32. In the
 * file each rounding is a pair of QuantizeLinear and DequantizeLinear (QDQ), so that every runtime
 * of ONNX can run it, and those that know bytes are fast.
 *
 * <p>Whether a quantized classifier is still good enough is for the caller to see: compare {@link
 * #open} with the bundle's own classifier on images that were not used here.
 */
public final class OnnxQuantization {
  /**
   * How far the answers of another engine may be from the test vectors: values that are rounded to
   * another level moved the probabilities of real models by 0.006 at most.
   */
  private static final double TOLERANCE = 0.05;

  private final OnnxFile file;

  private OnnxQuantization(OnnxFile file) {
    this.file = file;
  }

  /**
   * Quantizes the network of a bundle.
   *
   * @param images what the classifier will see, of all labels: 50 to 200 are enough. They are taken
   *     one by one, and not kept
   * @throws IllegalArgumentException if there is no image, or the bundle has no test vector
   * @throws IllegalStateException if ONNX Runtime cannot run the bundle's network
   */
  public static OnnxQuantization calibrate(ModelBundle bundle, Iterable<RgbImage> images) {
    Network network = bundle.network().optimized();
    try {
      QuantizationPlan plan = QuantizationPlan.of(network, measure(bundle, network, images));
      GraphProto graph = OnnxCompiler.compile(network, plan);
      return new OnnxQuantization(OnnxFile.of(graph, metadata(bundle, graph)));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot run the network: " + e.getMessage(), e);
    }
  }

  private static CalibrationRanges measure(
      ModelBundle bundle, Network network, Iterable<RgbImage> images) throws OrtException {
    Network observable = RangeRecorder.observable(network);
    List<String> names = observable.outputs();
    byte[] model = OnnxFile.model(OnnxCompiler.compileWithNames(observable)).build().toByteArray();
    RangeRecorder recorder = new RangeRecorder();
    try (OnnxRunner runner =
        new OnnxRunner(model, network.input(), names, OnnxOptions.cpu().withBatchSize(1))) {
      for (RgbImage image : images) {
        float[] input = bundle.preprocessing().apply(image);
        float[][] values = EngineThread.await(runner.submit(List.of(input))).get(0);
        recorder.record(Network.INPUT, input);
        for (int i = 0; i < values.length; i++) {
          recorder.record(names.get(i), values[i]);
        }
      }
    }
    CalibrationRanges ranges = recorder.ranges();
    if (ranges.asMap().isEmpty()) {
      throw new IllegalArgumentException("expected images to calibrate with, found none");
    }
    return ranges;
  }

  /** With what the quantized network itself answers. */
  private static ModelMetadata metadata(ModelBundle bundle, GraphProto graph) throws OrtException {
    byte[] model = OnnxFile.model(graph).build().toByteArray();
    try (OnnxRunner runner =
        new OnnxRunner(
            model,
            bundle.network().input(),
            List.of(OnnxFormat.PROBABILITIES),
            OnnxOptions.cpu().withBatchSize(2))) {
      List<TestVector> vectors =
          TestVector.standard(
              images ->
                  new PreparedBatches(runner.batchSize(), runner::submit)
                      .probabilities(images, bundle.preprocessing()::apply));
      return bundle.metadata().withTestVectors(vectors, TOLERANCE);
    }
  }

  /**
   * Opens the quantized classifier, which saves itself as an ONNX file. The caller closes it.
   *
   * @throws IOException if ONNX Runtime cannot run it
   * @throws IllegalStateException if the options ask for CUDA and it cannot be used
   */
  public OnnxClassifier open(OnnxOptions options) throws IOException {
    return OnnxClassifier.open("the quantized network", file, options);
  }

  /**
   * Writes the quantized network as an ONNX file, which {@link OnnxClassifier#load} opens. A file
   * that is there is replaced only by a whole one.
   *
   * @throws java.nio.file.NoSuchFileException if the target's folder does not exist
   * @throws IOException if the target is a folder, or the file cannot be written
   */
  public void write(Path target) throws IOException {
    AtomicFile.write(target, out -> out.write(file.bytes()));
  }

  /** The length of the file that {@link #write} writes. */
  public long bytes() {
    return file.bytes().length;
  }
}
