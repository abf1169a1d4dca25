package io.cellclass.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.cellclass.MalformedBundleException;
import io.cellclass.network.ModelMetadata;

final class GraphChecks {
  private GraphChecks() {}

  static void check(ModelProto model, ModelMetadata metadata) throws MalformedBundleException {}
}
