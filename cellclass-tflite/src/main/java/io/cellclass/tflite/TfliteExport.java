package io.cellclass.tflite;

import io.cellclass.MalformedBundleException;
import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.ModelMetadata;
import io.cellclass.network.Network;
import io.cellclass.network.TestVector;
import io.cellclass.network.quantization.CalibrationRanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes bundles as {@code .tflite} files, for batches of any size, with TensorFlow Lite Metadata
 * for mobile libraries and with what {@link TfliteClassifier} needs beside; {@code
 * docs/exports-tflite.md} tells the details.
 */
public final class TfliteExport {
  /**
   * How far a probability of a file with whole numbers may be from the recorded one: runtimes and
   * processors round differently, and a drawn picture is on the edge between labels more easily
   * than a cell is.
   */
  private static final double WHOLE_TOLERANCE = 0.1;

  private TfliteExport() {}

  /** In which numbers a network's weights are written. */
  public enum Weights {
    /** As the bundle has them: 4 bytes each. */
    FLOAT32,
    /** 2 bytes each; computed in float32. */
    FLOAT16,
    /**
     * A byte each, with a scale for each filter of a convolution; inputs of convolutions become
     * whole numbers while they are computed, with the scale of each image. Small kernels, and dense
     * layers up to 131,072 weights, stay float32.
     */
    DYNAMIC,
    /**
     * A byte each, and the values between convolutions, too, with scales from calibration images.
     * What is behind the last convolution stays float32.
     */
    INT8
  }

  /** In which numbers a file takes an image and gives probabilities. */
  public enum Values {
    /** Float32, the image scaled as the preprocessing says. */
    FLOAT32,
    /** Bytes, the image as it is; probabilities in 256ths. */
    UINT8
  }

  /**
   * Writes a network whose values are float32 from input to output. The same bundle gives the same
   * bytes, but for test vectors on another kind of processor. A file that is there is replaced only
   * by a whole one.
   *
   * @throws IllegalArgumentException if the weights are {@link Weights#INT8}, which {@link
   *     #writeInt8} writes, or the file would have 2 GiB
   * @throws MalformedBundleException if TensorFlow Lite, in float32, does not give the answers that
   *     the network gave when it was saved
   * @throws java.nio.file.NoSuchFileException if the target's folder does not exist
   * @throws IOException if the target is a folder, or the file cannot be written
   */
  public static void write(ModelBundle bundle, Path file, Weights weights) throws IOException {
    Numerics numerics =
        switch (weights) {
          case FLOAT32 -> new FloatNumerics();
          case FLOAT16 -> new HalfNumerics();
          case DYNAMIC -> new DynamicNumerics();
          case INT8 ->
              throw new IllegalArgumentException("int8 needs images to calibrate: call writeInt8");
        };
    if (weights == Weights.FLOAT32) {
      TfliteClassifier.open(bundle).close();
    }
    Network network = bundle.network().optimized();
    write(bundle, NetworkCompiler.compile(network, numerics, Boundary.FLOAT), file);
  }

  /**
   * Writes a network with weights and values of whole numbers ({@link Weights#INT8}). The same
   * bundle and images give the same bytes on the same kind of processor.
   *
   * @param calibration images like those that are to be classified, about a hundred of all classes;
   *     read once, one by one
   * @param values what the file takes and gives
   * @throws IllegalArgumentException if there is no calibration image, or the file would have 2 GiB
   * @throws java.nio.file.NoSuchFileException if the target's folder does not exist
   * @throws IOException if the target is a folder, or the file cannot be written
   */
  public static void writeInt8(
      ModelBundle bundle, Path file, Iterable<RgbImage> calibration, Values values)
      throws IOException {
    Network network = bundle.network().optimized();
    CalibrationRanges ranges =
        ActivationRanges.of(
            network, bundle.preprocessing(), calibration, TfliteOptions.standard().threads());
    Boundary boundary = values == Values.UINT8 ? Boundary.BYTES : Boundary.FLOAT;
    IntegerNumerics numerics = new IntegerNumerics(network, ranges);
    write(bundle, NetworkCompiler.compile(network, numerics, boundary), file);
  }

  /** With the answers that TensorFlow Lite gives for this graph. */
  private static void write(ModelBundle bundle, LiteGraph graph, Path file) throws IOException {
    ModelMetadata metadata = bundle.metadata();
    TfliteFile draft = TfliteFile.of(graph, metadata);
    try (TfliteRunner runner = new TfliteRunner(draft.model(), graph, TfliteOptions.standard())) {
      List<TestVector> answers =
          TestVector.standard(
              images -> runner.probabilities(images, metadata.preprocessing()::apply));
      TfliteFile.of(graph, metadata.withTestVectors(answers, tolerance(graph))).write(file);
    }
  }

  private static double tolerance(LiteGraph graph) {
    return graph.tensors().stream().anyMatch(tensor -> tensor.type() == ElementType.INT8)
        ? WHOLE_TOLERANCE
        : TestVector.TOLERANCE;
  }

  static LiteGraph floatGraph(ModelBundle bundle) {
    return NetworkCompiler.compile(
        bundle.network().optimized(), new FloatNumerics(), Boundary.FLOAT);
  }
}
