package io.cellclass.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.ModelMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file may hold before native code sees it: the messages and fields that {@link
 * OnnxCompiler} writes and no others, so no data in other files, no graphs within graphs and no
 * functions; weights as long as their shapes say; and a graph of known operators in an order in
 * which it can be computed, whose shapes fit ({@link GraphShapes}).
 */
final class GraphChecks {
  private static final int MOST_NODES = 1 << 16;

  /** The fields that may be set, by the names of their messages. */
  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry(
              "ModelProto",
              Set.of(
                  "ir_version",
                  "producer_name",
                  "producer_version",
                  "graph",
                  "opset_import",
                  "metadata_props")),
          Map.entry("StringStringEntryProto", Set.of("key", "value")),
          Map.entry("OperatorSetIdProto", Set.of("domain", "version")),
          Map.entry("GraphProto", Set.of("name", "node", "initializer", "input", "output")),
          Map.entry("NodeProto", Set.of("name", "op_type", "input", "output", "attribute")),
          Map.entry("AttributeProto", Set.of("name", "type", "i", "f", "ints")),
          Map.entry("TensorProto", Set.of("name", "data_type", "dims", "raw_data")),
          Map.entry("ValueInfoProto", Set.of("name", "type")),
          Map.entry("TypeProto", Set.of("tensor_type")),
          Map.entry("Tensor", Set.of("elem_type", "shape")),
          Map.entry("TensorShapeProto", Set.of("dim")),
          Map.entry("Dimension", Set.of("dim_value", "dim_param")));

  private GraphChecks() {}

  /**
   * Checks a model against what its metadata says.
   *
   * @throws MalformedBundleException with what was expected and what was found
   */
  static void check(ModelProto model, ModelMetadata metadata) throws MalformedBundleException {
    requireKnownFields(model);
    if (model.getIrVersion() != OnnxFormat.IR_VERSION
        || model.getOpsetImportCount() != 1
        || !model.getOpsetImport(0).getDomain().isEmpty()
        || model.getOpsetImport(0).getVersion() != OnnxFormat.OPSET) {
      throw new MalformedBundleException(
          "expected IR version " + OnnxFormat.IR_VERSION + " and operator set " + OnnxFormat.OPSET);
    }
    GraphProto graph = model.getGraph();
    long size = metadata.preprocessing().size();
    long labels = metadata.labels().size();
    requireValue("input", graph.getInputList(), OnnxFormat.INPUT, List.of(size, size, 3L));
    requireValue("output", graph.getOutputList(), OnnxFormat.PROBABILITIES, List.of(labels));
    if (graph.getNodeCount() > MOST_NODES) {
      throw new MalformedBundleException(
          "expected at most " + MOST_NODES + " nodes, found " + graph.getNodeCount());
    }
    requireShapes(graph, size, labels);
  }

  private static void requireShapes(GraphProto graph, long size, long labels)
      throws MalformedBundleException {
    Map<String, GraphValue> values = new HashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      put(values, tensor.getName(), GraphValue.of(tensor));
    }
    put(values, OnnxFormat.INPUT, GraphValue.ofFloats(GraphValue.BATCH, size, size, 3));
    GraphShapes shapes = new GraphShapes(values);
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOutputCount() != 1) {
        throw new MalformedBundleException(
            "expected one output of node " + node.getName() + ", found " + node.getOutputCount());
      }
      put(values, node.getOutput(0), shapes.shape(node));
    }
    GraphValue output = GraphValue.ofFloats(GraphValue.BATCH, labels);
    if (!output.equals(values.get(OnnxFormat.PROBABILITIES))) {
      throw new MalformedBundleException(
          "expected the output " + output + ", found " + values.get(OnnxFormat.PROBABILITIES));
    }
  }

  private static void put(Map<String, GraphValue> values, String name, GraphValue value)
      throws MalformedBundleException {
    if (name.isEmpty() || values.putIfAbsent(name, value) != null) {
      throw new MalformedBundleException("two values are called \"" + name + "\", or one nothing");
    }
  }

  private static void requireValue(
      String what, List<ValueInfoProto> values, String name, List<Long> sides)
      throws MalformedBundleException {
    if (values.size() != 1 || !values.get(0).getName().equals(name)) {
      throw new MalformedBundleException("expected one " + what + " called " + name);
    }
    TypeProto.Tensor type = values.get(0).getType().getTensorType();
    List<Long> found = type.getShape().getDimList().stream().map(dim -> dim.getDimValue()).toList();
    boolean fits =
        type.getElemType() == TensorProto.DataType.FLOAT.getNumber()
            && found.size() == 1 + sides.size()
            && type.getShape().getDim(0).hasDimParam()
            && found.subList(1, found.size()).equals(sides);
    if (!fits) {
      throw new MalformedBundleException(
          "expected an " + what + " of float32 " + sides + " for each image, found " + found);
    }
  }

  private static void requireKnownFields(Message message) throws MalformedBundleException {
    String type = message.getDescriptorForType().getName();
    Set<String> known = FIELDS.getOrDefault(type, Set.of());
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new MalformedBundleException("unknown field in " + type);
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      String name = field.getKey().getName();
      if (!known.contains(name)) {
        throw new MalformedBundleException("expected no field " + name + " in " + type);
      }
      if (field.getValue() instanceof Message inner) {
        requireKnownFields(inner);
      } else if (field.getValue() instanceof Collection<?> all) {
        for (Object element : all) {
          if (element instanceof Message inner) {
            requireKnownFields(inner);
          }
        }
      }
    }
  }
}
