package io.cellclass.tflite;

import org.tensorflow.lite.schema.BuiltinOperator;

/** The operators that graphs are made of. */
enum Kind {
  CONV_2D(BuiltinOperator.CONV_2D),
  DEPTHWISE_CONV_2D(BuiltinOperator.DEPTHWISE_CONV_2D),
  FULLY_CONNECTED(BuiltinOperator.FULLY_CONNECTED),
  MAX_POOL_2D(BuiltinOperator.MAX_POOL_2D),
  AVERAGE_POOL_2D(BuiltinOperator.AVERAGE_POOL_2D),
  CONCATENATION(BuiltinOperator.CONCATENATION),
  MEAN(BuiltinOperator.MEAN),
  SOFTMAX(BuiltinOperator.SOFTMAX),
  RELU(BuiltinOperator.RELU),
  RESHAPE(BuiltinOperator.RESHAPE),
  QUANTIZE(BuiltinOperator.QUANTIZE),
  DEQUANTIZE(BuiltinOperator.DEQUANTIZE);

  private final int code;

  Kind(int code) {
    this.code = code;
  }

  /** The number that TensorFlow Lite's schema has for it. */
  int code() {
    return code;
  }

  /**
   * The kind of a number of the schema.
   *
   * @throws IllegalArgumentException if no graph of ours has it
   */
  static Kind of(int code) {
    for (Kind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("expected a known operator, found number " + code);
  }

  /**
   * The version of the operator that first could do this: an older runtime then says that it
   * cannot, and computes nothing wrong.
   *
   * @param input the type of its first input
   * @param weights the type of its second input; the same as the first where that has no weights
   */
  int version(ElementType input, ElementType weights) {
    boolean integer = input == ElementType.INT8;
    boolean hybrid = input == ElementType.FLOAT32 && weights == ElementType.INT8;
    return switch (this) {
      case CONV_2D -> integer ? 3 : hybrid ? 5 : 1;
      case DEPTHWISE_CONV_2D -> integer ? 3 : 1;
      case FULLY_CONNECTED -> integer ? 4 : hybrid ? 3 : 1;
      case MAX_POOL_2D, AVERAGE_POOL_2D, CONCATENATION, MEAN, SOFTMAX, RELU -> integer ? 2 : 1;
      case RESHAPE, QUANTIZE -> 1;
      case DEQUANTIZE ->
          switch (input) {
            case FLOAT16 -> 3;
            case INT8 -> 2;
            default -> 1;
          };
    };
  }
}
