package io.cellclass.tflite;

import com.google.common.primitives.ImmutableIntArray;

/** What an operator is told beside its inputs. */
sealed interface LiteOptions {
  /** For what has no options. */
  record None() implements LiteOptions {}

  /** Of a convolution, and of one channel by channel. */
  record Convolution(boolean same, int stride, boolean relu) implements LiteOptions {}

  /** Of a pool. */
  record Pool(boolean same, int stride, int window, boolean relu) implements LiteOptions {}

  /** Of a concatenation, along the last axis of tensors of this rank. */
  record Concatenation(int rank) implements LiteOptions {}

  /** Of a dense layer. */
  record FullyConnected(boolean relu) implements LiteOptions {}

  /** Of a softmax with beta 1. */
  record Softmax() implements LiteOptions {}

  /** Of a mean over rows and columns, which are then gone. */
  record Mean() implements LiteOptions {}

  /** Of a change of shape; -1 stands for the batch. */
  record Reshape(ImmutableIntArray shape) implements LiteOptions {}
}
