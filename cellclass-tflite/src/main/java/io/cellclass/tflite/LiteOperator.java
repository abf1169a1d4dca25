package io.cellclass.tflite;

import com.google.common.primitives.ImmutableIntArray;

/**
 * An operator of a graph.
 *
 * @param kind what it computes
 * @param version which version of it
 * @param inputs the positions of the tensors that it takes
 * @param output the position of the tensor that it gives
 * @param options what it is told beside
 */
record LiteOperator(
    Kind kind, int version, ImmutableIntArray inputs, int output, LiteOptions options) {}
