package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import com.google.common.primitives.ImmutableIntArray;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Score;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Padding;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import io.cellclass.network.quantization.CalibrationRanges;
import io.cellclass.network.quantization.QuantizedRange;
import io.cellclass.network.quantization.RangeRecorder;
import io.cellclass.tflite.TfliteExport.Values;
import io.cellclass.tflite.TfliteExport.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks in whole numbers stay near those in float32, and do what was asked for. */
class QuantizationTest {
  private static final ModelBundle BUNDLE = SmallModels.INCEPTION;

  /** Of a probability; untrained networks are little sure, and differ little. */
  private static final double HALF_TOLERANCE = 2e-3;

  private static final double WHOLE_TOLERANCE = 5e-2;

  private static final int NETWORKS = 300;

  /** Of the largest value of an output, after up to a dozen layers of 256 levels. */
  private static final double WORST = 0.2;

  private static final double MEAN = 0.015;

  @Test
  void allKindsOfFilesAnswerNearlyAsTheNetworkDoes(@TempDir Path folder) throws IOException {
    List<RgbImage> images = SmallModels.images(3);
    Path exact = folder.resolve("f32.tflite");
    TfliteExport.write(BUNDLE, exact, Weights.FLOAT32);
    Path half = folder.resolve("f16.tflite");
    TfliteExport.write(BUNDLE, half, Weights.FLOAT16);
    Path dynamic = folder.resolve("dynamic.tflite");
    TfliteExport.write(BUNDLE, dynamic, Weights.DYNAMIC);
    Path whole = folder.resolve("int8.tflite");
    TfliteExport.writeInt8(BUNDLE, whole, images, Values.FLOAT32);
    Path bytes = folder.resolve("bytes.tflite");
    TfliteExport.writeInt8(BUNDLE, bytes, images, Values.UINT8);
    List<Prediction> expected = predictions(exact, images);
    assertClose(predictions(half, images), expected, HALF_TOLERANCE);
    assertClose(predictions(dynamic, images), expected, WHOLE_TOLERANCE);
    assertClose(predictions(whole, images), expected, WHOLE_TOLERANCE);
    assertClose(predictions(bytes, images), expected, WHOLE_TOLERANCE);
    assertThat(Files.size(half)).isLessThan(Files.size(exact) * 51 / 100);
    assertThat(Files.size(dynamic)).isLessThan(Files.size(exact) * 29 / 100);
    assertThat(Files.size(whole)).isLessThan(Files.size(exact) * 29 / 100);
  }

  private static List<Prediction> predictions(Path file, List<RgbImage> images) throws IOException {
    try (TfliteClassifier classifier = TfliteClassifier.load(file)) {
      return classifier.classify(images);
    }
  }

  private static void assertClose(
      List<Prediction> found, List<Prediction> expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      for (Score score : expected.get(i).scores()) {
        assertThat(found.get(i).probability(score.label()))
            .isCloseTo(score.probability(), Offset.offset(tolerance));
      }
    }
  }

  @Test
  void aChannelsWeightsAreWithinHalfAStep() {
    Random random = new Random(3);
    float[] values = new float[5 * 2 * 2 * 3];
    for (int i = 0; i < values.length; i++) {
      // Channels of very different sizes, one of them zero.
      values[i] =
          (float) (random.nextGaussian() * Math.pow(10, i / 12 - 2)) * (i / 12 == 1 ? 0 : 1);
    }
    Tensor kernel = Tensor.of(values, 5, 2, 2, 3);
    Scales scales = KernelScales.ofChannels(kernel, 0);
    ByteBuffer whole = KernelScales.quantize(kernel, 0, scales);
    for (int i = 0; i < values.length; i++) {
      double scale = scales.scale(i / 12);
      assertThat(whole.get(i) * scale).isCloseTo(values[i], Offset.offset(scale * 0.501));
    }
    for (int channel = 0; channel < 5; channel++) {
      int largest = 0;
      for (int i = 12 * channel; i < 12 * channel + 12; i++) {
        largest = Math.max(largest, Math.abs(whole.get(i)));
      }
      assertThat(largest).isEqualTo(channel == 1 ? 0 : 127);
    }
  }

  /** A bias of 5 would be 5e17 steps of the kernel's scale. */
  @Test
  void aBiasUnderAKernelOfZerosIsKept() {
    Shape input = new Shape(2, 2, 1);
    Node node =
        new Node(
            "a", new Convolution(2, 1, 1, 1, Padding.VALID, true, false), List.of(Network.INPUT));
    Map<String, Tensor> weights =
        Map.of(
            "a/kernel", Tensor.of(new float[] {0, 1e-20f}, 2, 1, 1, 1),
            "a/bias", Tensor.of(new float[] {5, -3}, 2));
    Network network = Network.of(input, List.of(node), List.of("a"), weights);
    CalibrationRanges ranges = ranges(-4, 6);
    float[] found = run(network, ranges, new float[] {1, -1, 0, 0.5f});
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(i % 2 == 0 ? 5 : -3, Offset.offset(10f / 255));
    }
  }

  @Test
  void convolutionsInWholeNumbersAreWithinTheirSteps() {
    Shape input = new Shape(5, 5, 2);
    Node node =
        new Node(
            "a", new Convolution(3, 3, 3, 2, Padding.SAME, true, true), List.of(Network.INPUT));
    Map<String, Tensor> weights =
        Map.of("a/kernel", SmallModels.random(1, 3, 2, 3, 3), "a/bias", SmallModels.random(2, 3));
    Network network = Network.of(input, List.of(node), List.of("a"), weights);
    Random random = new Random(7);
    float[] values = new float[50];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    double[] expected = Objects.requireNonNull(ReferenceEngine.run(network, values, 1).get("a"));
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, value);
    }
    float[] found = run(network, ranges(0, (float) largest), values);
    // Half a step of the input in each of 18 products, of the weights too, and one of the output.
    double bound = 18 * 1.5 * (1.0 / 255 + 1.0 / 254) + largest / 255;
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], Offset.offset(bound));
    }
  }

  /** Of the input, and of a node called a. */
  private static CalibrationRanges ranges(float low, float high) {
    return CalibrationRanges.of(
        Map.of(Network.INPUT, QuantizedRange.around(-1, 1), "a", QuantizedRange.around(low, high)));
  }

  private static float[] run(Network network, CalibrationRanges ranges, float[] values) {
    LiteGraph graph =
        NetworkCompiler.compile(network, new IntegerNumerics(network, ranges), Boundary.FLOAT);
    assertThat(graph.tensors().stream().map(LiteTensor::type))
        .contains(ElementType.INT8, ElementType.INT32);
    try (LiteInterpreter interpreter =
        LiteInterpreter.plain(ModelEncoder.encode(graph, ImmutableMap.of()), 1)) {
      interpreter.input().asFloatBuffer().put(values);
      interpreter.run();
      float[] result = new float[(int) graph.outputTensor().size()];
      interpreter.output(0).asFloatBuffer().get(result);
      return result;
    }
  }

  /** Float32 in between would be as good as exact: these numbers have 256 levels in each layer. */
  @Test
  void randomNetworksInWholeNumbersGiveNearlyTheValuesOfTheReference() {
    double sum = 0;
    for (int seed = 0; seed < NETWORKS; seed++) {
      Network network = RandomNetworks.of(seed).optimized();
      float[] input = RandomNetworks.input(network, 1, seed);
      Map<String, double[]> expected = ReferenceEngine.run(network, input, 1);
      RangeRecorder recorder = new RangeRecorder();
      expected.forEach(
          (name, values) -> recorder.record(name, Floats.toArray(Doubles.asList(values))));
      IntegerNumerics numerics = new IntegerNumerics(network, recorder.ranges(1));
      LiteGraph graph = NetworkCompiler.compile(network, numerics, Boundary.FLOAT);
      try (LiteInterpreter interpreter =
          LiteInterpreter.plain(ModelEncoder.encode(graph, ImmutableMap.of()), 1)) {
        interpreter.input().asFloatBuffer().put(input);
        interpreter.run();
        for (int i = 0; i < network.outputs().size(); i++) {
          double[] exact = Objects.requireNonNull(expected.get(network.outputs().get(i)));
          double error = error(exact, interpreter.output(i).asFloatBuffer());
          assertThat(error).as("seed %d, %s", seed, network.outputs().get(i)).isLessThan(WORST);
          sum += error / network.outputs().size();
        }
      }
    }
    assertThat(sum / NETWORKS).isLessThan(MEAN);
  }

  /** The largest, as a share of the largest value. */
  private static double error(double[] exact, FloatBuffer found) {
    double error = 0;
    double largest = 1e-3;
    for (double value : exact) {
      error = Math.max(error, Math.abs(found.get() - value));
      largest = Math.max(largest, Math.abs(value));
    }
    return error / largest;
  }

  @Test
  void poolsAndConcatenationsShareTheirScale() {
    Network network = BUNDLE.network().optimized();
    CalibrationRanges ranges =
        ActivationRanges.of(network, BUNDLE.preprocessing(), SmallModels.images(1), 2);
    LiteGraph graph =
        NetworkCompiler.compile(network, new IntegerNumerics(network, ranges), Boundary.BYTES);
    int checked = 0;
    for (LiteOperator operator : graph.operators()) {
      LiteTensor output = graph.tensors().get(operator.output());
      if (output.type() == ElementType.INT8
          && List.of(Kind.MAX_POOL_2D, Kind.AVERAGE_POOL_2D, Kind.CONCATENATION)
              .contains(operator.kind())) {
        ImmutableIntArray inputs = operator.inputs();
        inputs.forEach(
            input -> assertThat(graph.tensors().get(input).scales()).isEqualTo(output.scales()));
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(4);
    assertThat(graph.inputTensor().type()).isEqualTo(ElementType.UINT8);
    assertThat(graph.outputTensor().scales()).isEqualTo(Scales.of(1.0 / 256, 0));
  }
}
