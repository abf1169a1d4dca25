package io.cellclass.tflite;

import org.tensorflow.lite.schema.TensorType;

/** What the values of a tensor are. */
enum ElementType {
  FLOAT32(TensorType.FLOAT32, 4),
  FLOAT16(TensorType.FLOAT16, 2),
  INT32(TensorType.INT32, 4),
  INT8(TensorType.INT8, 1),
  UINT8(TensorType.UINT8, 1);

  private final byte code;
  private final int bytes;

  ElementType(byte code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The number that TensorFlow Lite's schema has for it. */
  byte code() {
    return code;
  }

  /** The bytes of a value. */
  int bytes() {
    return bytes;
  }

  /**
   * The type of a number of the schema.
   *
   * @throws IllegalArgumentException if no graph of ours has it
   */
  static ElementType of(byte code) {
    for (ElementType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("expected a known type of values, found number " + code);
  }
}
