package io.cellclass.onnx;

import static com.google.common.math.LongMath.saturatedAdd;
import static com.google.common.math.LongMath.saturatedMultiply;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.common.primitives.Longs;
import io.cellclass.MalformedBundleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Infers the shape of each node's value by the definitions of operator set 13, and refuses a node
 * that is not as {@link OnnxCompiler} writes it, or too large. The limits are those of a bundle.
 * Not safe for concurrent use.
 */
final class GraphShapes {
  private static final long LONGEST_SIDE = 8192;
  private static final long FEATURE_MAP = 1L << 26;

  /** Four times those of a bundle: a quantized value is there in four forms. */
  private static final long FEATURES = 1L << 32;

  private static final long MULTIPLICATIONS = 1L << 40;

  private final Map<String, GraphValue> values;
  private long features;
  private long work;

  /** Reads the shapes of nodes' inputs from a map that the caller fills in the order of nodes. */
  GraphShapes(Map<String, GraphValue> values) {
    this.values = values;
  }

  /**
   * The shape of a node's value.
   *
   * @throws MalformedBundleException if the node is unknown or does not fit
   */
  GraphValue shape(NodeProto node) throws MalformedBundleException {
    List<GraphValue> inputs = new ArrayList<>();
    for (String name : node.getInputList()) {
      GraphValue value = values.get(name);
      if (value == null) {
        throw refusal(node, "no value called " + name + " so far");
      }
      inputs.add(value);
    }
    if (inputs.isEmpty()) {
      throw refusal(node, "no input");
    }
    GraphValue first = inputs.get(0);
    GraphValue result =
        switch (node.getOpType()) {
          case "Transpose" -> transposed(node, first);
          case "Conv" -> convolved(node, inputs);
          case "MaxPool" -> pooled(node, first, 3);
          case "AveragePool" -> averaged(node, first);
          case "GlobalAveragePool" -> {
            require(node, first.isFloatMap() && node.getAttributeCount() == 0);
            yield map(first.sides().get(1), 1, 1);
          }
          case "BatchNormalization" -> normalized(node, inputs);
          case "Relu", "Identity" -> {
            require(node, isFloats(first) && node.getAttributeCount() == 0);
            yield first;
          }
          case "Concat" -> concatenated(node, inputs);
          case "Gemm" -> multiplied(node, inputs);
          case "Softmax" -> {
            require(node, first.isComputed(DataType.FLOAT, 2) && axis(node) == 1);
            yield first;
          }
          case "Flatten" -> {
            require(node, first.isFloatMap() && axis(node) == 1);
            yield GraphValue.ofFloats(GraphValue.BATCH, first.size());
          }
          case "Unsqueeze" -> {
            require(
                node,
                first.isComputed(DataType.FLOAT, 2)
                    && inputs.size() == 2
                    && isConstant(inputs.get(1), DataType.INT64, List.of(2L)));
            yield map(first.sides().get(1), 1, 1);
          }
          case "QuantizeLinear" -> quantized(node, inputs);
          case "DequantizeLinear" -> dequantized(node, inputs);
          default -> throw refusal(node, "unknown operator");
        };
    if (result.size() > FEATURE_MAP && !result.constant()) {
      throw refusal(node, "a value of " + result.size() + ", more than " + FEATURE_MAP);
    }
    features = saturatedAdd(features, result.constant() ? 0 : result.size());
    if (features > FEATURES) {
      throw refusal(node, "more than " + FEATURES + " values of all nodes");
    }
    return result;
  }

  private static GraphValue transposed(NodeProto node, GraphValue input)
      throws MalformedBundleException {
    require(node, input.isFloatMap() && node.getAttributeCount() == 1);
    require(node, integers(node, "perm", 4).equals(List.of(0L, 3L, 1L, 2L)));
    List<Long> sides = input.sides();
    return map(sides.get(3), sides.get(1), sides.get(2));
  }

  private GraphValue convolved(NodeProto node, List<GraphValue> inputs)
      throws MalformedBundleException {
    require(node, inputs.size() == 2 || inputs.size() == 3);
    GraphValue kernel = inputs.get(1);
    require(node, kernel.constant() && kernel.type() == DataType.FLOAT);
    require(node, kernel.sides().size() == 4 && inputs.get(0).isFloatMap());
    List<Long> sides = kernel.sides();
    require(node, sides.get(1).equals(inputs.get(0).sides().get(1)));
    require(node, integers(node, "kernel_shape", 2).equals(sides.subList(2, 4)));
    if (inputs.size() == 3) {
      require(node, isConstant(inputs.get(2), DataType.FLOAT, sides.subList(0, 1)));
    }
    GraphValue places = pooled(node, inputs.get(0), 3);
    GraphValue result = map(sides.get(0), places.sides().get(2), places.sides().get(3));
    long each = saturatedMultiply(sides.get(1), sides.get(2) * sides.get(3));
    add(node, saturatedMultiply(each, result.size()));
    return result;
  }

  private GraphValue averaged(NodeProto node, GraphValue input) throws MalformedBundleException {
    require(node, attribute(node, "count_include_pad").getI() == 0);
    return pooled(node, input, 4);
  }

  /** The places of a window. */
  private GraphValue pooled(NodeProto node, GraphValue input, int attributes)
      throws MalformedBundleException {
    require(node, input.isFloatMap() && node.getAttributeCount() == attributes);
    List<Long> window = integers(node, "kernel_shape", 2);
    List<Long> strides = integers(node, "strides", 2);
    List<Long> pads = integers(node, "pads", 4);
    long[] places = new long[2];
    for (int axis = 0; axis < 2; axis++) {
      long side = window.get(axis);
      long stride = strides.get(axis);
      require(node, side >= 1 && side <= LONGEST_SIDE && stride >= 1 && stride <= LONGEST_SIDE);
      long before = pads.get(axis);
      long after = pads.get(axis + 2);
      require(node, before >= 0 && before < side && after >= 0 && after < side);
      long room = input.sides().get(axis + 2) + before + after - side;
      require(node, room >= 0);
      places[axis] = room / stride + 1;
    }
    GraphValue result = map(input.sides().get(1), places[0], places[1]);
    if (!node.getOpType().equals("Conv")) {
      add(node, saturatedMultiply(window.get(0) * window.get(1), result.size()));
    }
    return result;
  }

  private static GraphValue normalized(NodeProto node, List<GraphValue> inputs)
      throws MalformedBundleException {
    require(node, inputs.size() == 5 && isFloats(inputs.get(0)) && node.getAttributeCount() == 1);
    require(node, attribute(node, "epsilon").getType() == AttributeProto.AttributeType.FLOAT);
    for (GraphValue weight : inputs.subList(1, 5)) {
      require(node, isConstant(weight, DataType.FLOAT, inputs.get(0).sides().subList(1, 2)));
    }
    return inputs.get(0);
  }

  private static GraphValue concatenated(NodeProto node, List<GraphValue> inputs)
      throws MalformedBundleException {
    require(node, axis(node) == 1 && isFloats(inputs.get(0)));
    List<Long> sides = new ArrayList<>(inputs.get(0).sides());
    long channels = 0;
    for (GraphValue input : inputs) {
      require(node, isFloats(input) && input.sides().size() == sides.size());
      channels = saturatedAdd(channels, input.sides().get(1));
      sides.set(1, input.sides().get(1));
      require(node, input.sides().equals(sides));
    }
    sides.set(1, channels);
    return GraphValue.ofFloats(Longs.toArray(sides));
  }

  private GraphValue multiplied(NodeProto node, List<GraphValue> inputs)
      throws MalformedBundleException {
    require(node, inputs.size() == 3 && inputs.get(0).isComputed(DataType.FLOAT, 2));
    require(node, node.getAttributeCount() == 1 && attribute(node, "transB").getI() == 1);
    GraphValue kernel = inputs.get(1);
    require(node, kernel.sides().size() == 2);
    long units = kernel.sides().get(0);
    List<Long> expected = List.of(units, inputs.get(0).sides().get(1));
    require(node, isConstant(kernel, DataType.FLOAT, expected));
    require(node, isConstant(inputs.get(2), DataType.FLOAT, List.of(units)));
    add(node, kernel.size());
    return GraphValue.ofFloats(GraphValue.BATCH, units);
  }

  private static GraphValue quantized(NodeProto node, List<GraphValue> inputs)
      throws MalformedBundleException {
    require(node, inputs.size() == 3 && isFloats(inputs.get(0)) && node.getAttributeCount() == 0);
    require(node, isConstant(inputs.get(1), DataType.FLOAT, List.of()));
    require(node, isConstant(inputs.get(2), DataType.UINT8, List.of()));
    return new GraphValue(DataType.UINT8, inputs.get(0).sides(), false);
  }

  private static GraphValue dequantized(NodeProto node, List<GraphValue> inputs)
      throws MalformedBundleException {
    require(node, inputs.size() == 3);
    GraphValue levels = inputs.get(0);
    boolean weights = levels.constant();
    List<Long> steps =
        weights && !levels.sides().isEmpty() ? levels.sides().subList(0, 1) : List.of();
    require(node, isConstant(inputs.get(1), DataType.FLOAT, steps));
    require(node, isConstant(inputs.get(2), levels.type(), steps));
    if (weights) {
      require(node, levels.type() == DataType.INT8 || levels.type() == DataType.INT32);
      require(node, axis(node) == 0 && !steps.isEmpty());
    } else {
      require(node, levels.type() == DataType.UINT8 && node.getAttributeCount() == 0);
    }
    return new GraphValue(DataType.FLOAT, levels.sides(), weights);
  }

  private void add(NodeProto node, long multiplications) throws MalformedBundleException {
    work = saturatedAdd(work, multiplications);
    if (work > MULTIPLICATIONS) {
      throw refusal(node, "more than " + MULTIPLICATIONS + " multiplications for an image");
    }
  }

  private static GraphValue map(long channels, long rows, long columns) {
    return GraphValue.ofFloats(GraphValue.BATCH, channels, rows, columns);
  }

  private static boolean isFloats(GraphValue value) {
    return value.isFloatMap() || value.isComputed(DataType.FLOAT, 2);
  }

  private static boolean isConstant(GraphValue value, DataType type, List<Long> sides) {
    return value.constant() && value.type() == type && value.sides().equals(sides);
  }

  private static long axis(NodeProto node) throws MalformedBundleException {
    require(node, node.getAttributeCount() == 1);
    return attribute(node, "axis").getI();
  }

  private static List<Long> integers(NodeProto node, String name, int count)
      throws MalformedBundleException {
    AttributeProto attribute = attribute(node, name);
    require(
        node,
        attribute.getType() == AttributeProto.AttributeType.INTS
            && attribute.getIntsCount() == count);
    return attribute.getIntsList();
  }

  private static AttributeProto attribute(NodeProto node, String name)
      throws MalformedBundleException {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute;
      }
    }
    throw refusal(node, "no attribute " + name);
  }

  private static void require(NodeProto node, boolean fits) throws MalformedBundleException {
    if (!fits) {
      throw refusal(node, "its inputs or attributes do not fit");
    }
  }

  private static MalformedBundleException refusal(NodeProto node, String why) {
    return new MalformedBundleException(
        "node " + node.getName() + " (" + node.getOpType() + "): " + why);
  }
}
