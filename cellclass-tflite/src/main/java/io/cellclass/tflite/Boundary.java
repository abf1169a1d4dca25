package io.cellclass.tflite;

import io.cellclass.network.Network;
import org.jspecify.annotations.Nullable;

/** What the values are that a graph is given, and those that it gives. */
enum Boundary {
  /** Float32, as the network defines them. */
  FLOAT(ElementType.FLOAT32),
  /**
   * Bytes. Those of the input stand for what the pixel values 0 to 255 become, nearly; those of the
   * output for 256ths.
   */
  BYTES(ElementType.UINT8);

  private static final double OF_PROBABILITY = 1.0 / 256;

  private final ElementType type;

  Boundary(ElementType type) {
    this.type = type;
  }

  /** That of a graph. */
  static Boundary of(LiteGraph graph) {
    return graph.inputTensor().type() == ElementType.UINT8 ? BYTES : FLOAT;
  }

  ElementType input() {
    return type;
  }

  ElementType output() {
    return type;
  }

  @Nullable Scales inputScales(Numerics numerics) {
    Scales scales = numerics.scales(Network.INPUT);
    if (this == FLOAT || scales == null) {
      return null;
    }
    return Scales.of(scales.scale(), scales.zeroPoint() + 128);
  }

  @Nullable Scales outputScales() {
    return this == FLOAT ? null : Scales.of(OF_PROBABILITY, 0);
  }
}
