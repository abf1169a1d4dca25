package io.cellclass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.common.collect.Lists;
import com.google.protobuf.ByteString;
import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxQuantizationTest extends ClassifierContract {
  private static final ModelBundle BUNDLE = SmallModels.BUNDLE;
  private static final OnnxQuantization QUANTIZATION = calibrated();

  private static OnnxQuantization calibrated() {
    try {
      return OnnxQuantization.calibrate(BUNDLE, SmallModels.images(2));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Classifier open() throws IOException {
    return QUANTIZATION.open(OnnxOptions.cpu());
  }

  @Override
  protected Classifier load(Path saved) throws IOException {
    return OnnxClassifier.load(saved);
  }

  /** A batch may round a value to another level than an image alone does. */
  @Override
  protected double tolerance() {
    return 0.01;
  }

  /** Of random weights, of which the definitions in double precision give the answers. */
  @Test
  void probabilitiesStayCloseToThoseOfTheDefinitions() throws IOException {
    List<RgbImage> images = SmallModels.images(4);
    double sum = 0;
    try (Classifier classifier = open()) {
      for (RgbImage image : images) {
        float[] exact = SmallModels.answer(BUNDLE.network(), image);
        for (int i = 0; i < exact.length; i++) {
          double found = classifier.classify(image).probability(BUNDLE.labels().get(i));
          assertThat(Math.abs(found - exact[i])).isLessThan(0.05);
          sum += Math.abs(found - exact[i]) / exact.length;
        }
      }
    }
    // Not the float32 network under another name.
    assertThat(sum / images.size()).isBetween(1e-5, 0.01);
  }

  @Test
  void theFileIsAboutAQuarterOfTheFloat32One(@TempDir Path folder) throws IOException {
    Path exact = folder.resolve("float32.onnx");
    Path quantized = folder.resolve("int8.onnx");
    OnnxExport.write(BUNDLE, exact);
    QUANTIZATION.write(quantized);
    assertThat(Files.size(quantized)).isEqualTo(QUANTIZATION.bytes());
    assertThat((double) Files.size(quantized) / Files.size(exact)).isBetween(0.25, 0.29);
  }

  @Test
  void theSameImagesGiveTheSameBytesInAnyOrder(@TempDir Path folder) throws IOException {
    List<RgbImage> images = SmallModels.images(2);
    Path one = folder.resolve("one.onnx");
    Path other = folder.resolve("other.onnx");
    QUANTIZATION.write(one);
    OnnxQuantization.calibrate(BUNDLE, Lists.reverse(images)).write(other);
    assertThat(other).hasSameBinaryContentAs(one);
  }

  /**
   * Convolutions read and write bytes, and concatenations and pools keep the levels as they are.
   */
  @Test
  void whatLiesBetweenConvolutionsIsInBytesOfOneStep() throws IOException {
    ModelProto model = ModelProto.parseFrom(written());
    Map<String, NodeProto> makers = new HashMap<>();
    model.getGraph().getNodeList().forEach(node -> makers.put(node.getOutput(0), node));
    Map<String, TensorProto> tensors =
        model.getGraph().getInitializerList().stream()
            .collect(Collectors.toMap(TensorProto::getName, tensor -> tensor));
    int convolutions = 0;
    int concatenations = 0;
    for (NodeProto node : model.getGraph().getNodeList()) {
      if (node.getOpType().equals("Conv")) {
        convolutions++;
        for (String input : node.getInputList()) {
          assertThat(maker(makers, input).getOpType()).isEqualTo("DequantizeLinear");
        }
      } else if (node.getOpType().equals("Concat") && node.getName().endsWith("/exact")) {
        concatenations++;
        String step = node.getName().replace("/exact", "/step");
        for (String input : node.getInputList()) {
          assertThat(value(tensors, maker(makers, input).getInput(1)))
              .isEqualTo(value(tensors, step));
        }
      }
    }
    assertThat(concatenations).isEqualTo(1);
    assertThat(convolutions).isEqualTo(19);
  }

  /** Processors with AVX2 and no VNNI add two products of bytes in 16 bits. */
  @Test
  void noTwoNeighboursOfAKernelOverflowWithTheLargestInputs() throws IOException {
    int kernels = 0;
    for (TensorProto tensor : ModelProto.parseFrom(written()).getGraph().getInitializerList()) {
      if (tensor.getName().endsWith("/kernel/levels")) {
        kernels++;
        assertThat(largestSum(tensor)).isBetween(100, Short.MAX_VALUE / 255);
      }
    }
    assertThat(kernels).isEqualTo(19);
  }

  /** Of two neighbours of a filter in the order of row, column and channel. */
  private static int largestSum(TensorProto kernel) {
    int filters = (int) kernel.getDims(0);
    int channels = (int) kernel.getDims(1);
    int places = (int) (kernel.getDims(2) * kernel.getDims(3));
    int largest = 0;
    for (int filter = 0; filter < filters; filter++) {
      int before = 0;
      for (int place = 0; place < places; place++) {
        for (int channel = 0; channel < channels; channel++) {
          int at = (filter * channels + channel) * places + place;
          int level = kernel.getRawData().byteAt(at);
          largest = Math.max(largest, Math.abs(before + level));
          before = level;
        }
      }
    }
    return largest;
  }

  private static NodeProto maker(Map<String, NodeProto> makers, String value) {
    return Optional.ofNullable(makers.get(value)).orElseThrow();
  }

  private static ByteString value(Map<String, TensorProto> tensors, String name) {
    return Optional.ofNullable(tensors.get(name)).orElseThrow().getRawData();
  }

  private static byte[] written() throws IOException {
    Path file = Files.createTempFile("quantized", ".onnx");
    try {
      QUANTIZATION.write(file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void withoutImagesThereIsNothingToCalibrateWith() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxQuantization.calibrate(BUNDLE, List.of()))
        .withMessage("expected images to calibrate with, found none");
  }
}
