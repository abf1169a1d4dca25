package io.cellclass.onnx;

/** The names and numbers of the files; docs/exports.md tells them. */
final class OnnxFormat {
  /**
   * Of the file format: that of ONNX 1.7 and later, which every runtime of the last years reads.
   */
  static final int IR_VERSION = 7;

  /** Of the operators: the first with quantization for each channel. */
  static final int OPSET = 13;

  static final String PRODUCER = "cellclass";
  static final String INPUT = "input";
  static final String PROBABILITIES = "probabilities";
  static final String BATCH = "batch";

  /** The keys of the model's metadata. */
  static final String METADATA = "cellclass";

  static final String LABELS = "labels";
  static final String SHA256 = "cellclass.sha256";

  private OnnxFormat() {}
}
