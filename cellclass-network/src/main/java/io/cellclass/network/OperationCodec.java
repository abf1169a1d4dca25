package io.cellclass.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Operation.Upsampling;
import java.util.Locale;

/**
 * Operations as fields of a JSON object. The names are part of the bundle's format, whatever the
 * records are called.
 */
final class OperationCodec {
  private static final int MOST_CHANNELS = 1 << 20;
  private static final int LONGEST_SIDE = 8192;

  private OperationCodec() {}

  static void encode(Operation operation, ObjectNode json) {
    if (operation instanceof Convolution convolution) {
      json.put("operation", "convolution")
          .put("filters", convolution.filters())
          .put("rows", convolution.rows())
          .put("columns", convolution.columns())
          .put("stride", convolution.stride())
          .put("padding", name(convolution.padding()))
          .put("bias", convolution.bias())
          .put("relu", convolution.relu());
    } else if (operation instanceof BatchNormalization normalization) {
      json.put("operation", "batchNormalization").put("epsilon", normalization.epsilon());
    } else if (operation instanceof Relu) {
      json.put("operation", "relu");
    } else if (operation instanceof MaxPool pool) {
      encodePool("maxPool", pool.window(), pool.stride(), pool.padding(), json);
    } else if (operation instanceof AveragePool pool) {
      encodePool("averagePool", pool.window(), pool.stride(), pool.padding(), json);
    } else if (operation instanceof Upsampling upsampling) {
      json.put("operation", "upsampling").put("factor", upsampling.factor());
    } else if (operation instanceof Concatenation) {
      json.put("operation", "concatenation");
    } else if (operation instanceof GlobalAveragePool) {
      json.put("operation", "globalAveragePool");
    } else if (operation instanceof Dense dense) {
      json.put("operation", "dense").put("units", dense.units()).put("relu", dense.relu());
    } else if (operation instanceof Dropout dropout) {
      json.put("operation", "dropout").put("rate", dropout.rate());
    } else if (operation instanceof Softmax) {
      json.put("operation", "softmax");
    } else {
      throw new IllegalArgumentException("a bundle cannot hold " + operation);
    }
  }

  private static void encodePool(
      String name, int window, int stride, Padding padding, ObjectNode json) {
    json.put("operation", name)
        .put("window", window)
        .put("stride", stride)
        .put("padding", name(padding));
  }

  static Operation decode(Fields json) throws MalformedBundleException {
    String name = json.text("operation");
    return switch (name) {
      case "convolution" -> decodeConvolution(json);
      case "batchNormalization" -> new BatchNormalization(json.number("epsilon"));
      case "relu" -> new Relu();
      case "maxPool" -> new MaxPool(side(json, "window"), side(json, "stride"), padding(json));
      case "averagePool" ->
          new AveragePool(side(json, "window"), side(json, "stride"), padding(json));
      case "upsampling" -> new Upsampling(side(json, "factor"));
      case "concatenation" -> new Concatenation();
      case "globalAveragePool" -> new GlobalAveragePool();
      case "dense" -> new Dense(json.integer("units", 1, MOST_CHANNELS), json.flag("relu"));
      case "dropout" -> new Dropout(json.number("rate"));
      case "softmax" -> new Softmax();
      default -> throw json.unknown("operation", "an operation of format version 1");
    };
  }

  private static Convolution decodeConvolution(Fields json) throws MalformedBundleException {
    return new Convolution(
        json.integer("filters", 1, MOST_CHANNELS),
        side(json, "rows"),
        side(json, "columns"),
        side(json, "stride"),
        padding(json),
        json.flag("bias"),
        json.flag("relu"));
  }

  private static int side(Fields json, String name) throws MalformedBundleException {
    return json.integer(name, 1, LONGEST_SIDE);
  }

  private static String name(Padding padding) {
    return padding.name().toLowerCase(Locale.ROOT);
  }

  private static Padding padding(Fields json) throws MalformedBundleException {
    return switch (json.text("padding")) {
      case "same" -> Padding.SAME;
      case "valid" -> Padding.VALID;
      default -> throw json.unknown("padding", "same or valid");
    };
  }
}
