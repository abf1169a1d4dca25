package io.cellclass.examples;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a bundle is to be written as.
 *
 * @param bytes whether input and output are bytes in place of floating-point numbers
 */
record ExportRequest(Format format, Quantization quantization, boolean bytes) {
  /** A format that other programs read. */
  enum Format {
    ONNX,
    TFLITE;

    /** The ways in which such files store weights and values. */
    Set<Quantization> quantizations() {
      return this == ONNX
          ? EnumSet.of(Quantization.NONE, Quantization.INT8)
          : EnumSet.allOf(Quantization.class);
    }

    /** The ending of the files' names, with the dot. */
    String ending() {
      return "." + engine();
    }

    /** The name of the engine that runs such files. */
    String engine() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How weights and values are stored. */
  enum Quantization {
    /** In float32. */
    NONE,

    /** Weights in float16. */
    FLOAT16,

    /** Weights in 8 bits; values are put into 8 bits as they come. */
    DYNAMIC,

    /** Weights and values in 8 bits, with ranges that images told. */
    INT8
  }
}
