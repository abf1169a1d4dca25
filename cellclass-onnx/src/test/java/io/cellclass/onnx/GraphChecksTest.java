package io.cellclass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.cellclass.MalformedBundleException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that carry the right hash, and would do harm, or nonsense, in native code. */
class GraphChecksTest {
  private static final OnnxFile FILE =
      OnnxFile.of(OnnxExport.graph(TinyModels.bundle()), TinyModels.bundle().metadata());

  private static Arguments change(
      String name, String message, Consumer<ModelProto.Builder> change) {
    return Arguments.of(name, message, change);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(
            "weights in another file",
            "expected no field external_data in TensorProto",
            model ->
                model
                    .getGraphBuilder()
                    .getInitializerBuilder(0)
                    .addExternalDataBuilder()
                    .setKey("location")
                    .setValue("/etc/passwd")),
        change(
            "weights in another field",
            "expected no field float_data in TensorProto",
            model -> model.getGraphBuilder().getInitializerBuilder(0).addFloatData(1)),
        change(
            "a graph in a node",
            "expected no field g in AttributeProto",
            model ->
                model
                    .getGraphBuilder()
                    .getNodeBuilder(0)
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("body")
                            .setG(GraphProto.getDefaultInstance()))),
        change(
            "a function",
            "expected no field functions in ModelProto",
            model -> model.addFunctionsBuilder().setName("Conv")),
        change(
            "a field of a later ONNX",
            "unknown field in NodeProto",
            model ->
                model
                    .getGraphBuilder()
                    .getNodeBuilder(1)
                    .setUnknownFields(
                        UnknownFieldSet.newBuilder()
                            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                            .build())),
        change(
            "an operator of another domain",
            "expected no field domain in NodeProto",
            model -> model.getGraphBuilder().getNodeBuilder(1).setDomain("com.microsoft")),
        change(
            "an unknown operator",
            "(Loop): unknown operator",
            model -> model.getGraphBuilder().getNodeBuilder(1).setOpType("Loop")),
        change(
            "another set of operators",
            "IR version 7 and operator set 13",
            model -> model.getOpsetImportBuilder(0).setVersion(14)),
        change(
            "weights that are cut off",
            "which do not fit their type and shape",
            model -> {
              TensorProto.Builder weights = model.getGraphBuilder().getInitializerBuilder(0);
              weights.setRawData(weights.getRawData().substring(4));
            }),
        change(
            "weights whose number overflows",
            "which do not fit their type and shape",
            model ->
                model
                    .getGraphBuilder()
                    .getInitializerBuilder(0)
                    .clearDims()
                    .addDims(1L << 62)
                    .addDims(4)
                    .setRawData(ByteString.EMPTY)),
        change(
            "a stride of zero",
            "its inputs or attributes do not fit",
            model -> attribute(model, "Conv", "strides").setInts(0, 0)),
        change(
            "a negative pad",
            "its inputs or attributes do not fit",
            model -> attribute(model, "MaxPool", "pads").setInts(2, -1)),
        change(
            "a pad as long as the window",
            "its inputs or attributes do not fit",
            model -> attribute(model, "AveragePool", "pads").setInts(0, 3)),
        change(
            "a window larger than its kernel",
            "its inputs or attributes do not fit",
            model -> attribute(model, "Conv", "kernel_shape").setInts(0, 4)),
        change(
            "another axis",
            "its inputs or attributes do not fit",
            model -> attribute(model, "Concat", "axis").setI(2)),
        change(
            "a value before its node",
            "no value called probabilities so far",
            model -> node(model, "Relu").setInput(0, "probabilities")),
        change(
            "a value that is there twice",
            "two values are called",
            model ->
                node(model, "Relu").setOutput(0, model.getGraph().getInitializer(0).getName())),
        change(
            "a second output",
            "expected one output",
            model -> model.getGraphBuilder().addOutput(model.getGraph().getOutput(0).toBuilder())),
        change(
            "an input of another size",
            "expected an input of float32 [9, 9, 3]",
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(1)
                    .setDimValue(10)),
        change(
            "values that grow and grow",
            "more than",
            model -> {
              GraphProto.Builder graph = model.getGraphBuilder();
              String input = graph.getNode(0).getOutput(0);
              for (int i = 0; i < 5; i++) {
                NodeProto.Builder wider =
                    graph.addNodeBuilder().setOpType("Concat").setName("w" + i).addOutput("w" + i);
                String last = input;
                IntStream.range(0, 16).forEach(k -> wider.addInput(last));
                wider.addAttribute(GraphWriter.attribute("axis", 1));
                input = "w" + i;
              }
              graph
                  .addNodeBuilder()
                  .setOpType("AveragePool")
                  .addInput(input)
                  .addOutput("wide")
                  .addAttribute(GraphWriter.attribute("count_include_pad", 0))
                  .addAttribute(OnnxCompiler.window("kernel_shape", 8192, 8192))
                  .addAttribute(OnnxCompiler.window("strides", 1, 1))
                  .addAttribute(GraphWriter.attribute("pads", List.of(8191L, 8191L, 8191L, 8191L)));
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void isRefusedBeforeNativeCodeSeesIt(
      String name, String message, Consumer<ModelProto.Builder> change) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(FILE.bytes()).toBuilder();
    model.removeMetadataProps(model.getMetadataPropsCount() - 1);
    change.accept(model);
    byte[] bytes = OnnxFile.signed(model);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> OnnxFile.of("m.onnx", bytes))
        .withMessageStartingWith("m.onnx: not a whole ONNX file of cellclass: ")
        .withMessageContaining(message);
  }

  @Test
  void whatWasWrittenIsAccepted() throws IOException {
    assertThat(OnnxFile.of("m.onnx", FILE.bytes()).metadata()).isEqualTo(FILE.metadata());
  }

  @Test
  void labelsThatContradictTheMetadataAreRefused() throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(FILE.bytes()).toBuilder();
    model.removeMetadataProps(2);
    model.getMetadataPropsBuilder(1).setValue("z\ny\nx");
    byte[] bytes = OnnxFile.signed(model);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> OnnxFile.of("m.onnx", bytes))
        .withMessageContaining("its labels are not those of its metadata");
  }

  private static NodeProto.Builder node(ModelProto.Builder model, String type) {
    return model.getGraphBuilder().getNodeBuilderList().stream()
        .filter(node -> node.getOpType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static AttributeProto.Builder attribute(
      ModelProto.Builder model, String type, String name) {
    return node(model, type).getAttributeBuilderList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
