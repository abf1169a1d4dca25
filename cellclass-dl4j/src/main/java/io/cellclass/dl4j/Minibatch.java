package io.cellclass.dl4j;

import java.util.List;

/**
 * What one step learns from.
 *
 * @param inputs for each image its features, or its {@code [row][column][channel]} values
 * @param targets for each image the probability that each class should get; smoothed or one-hot
 * @param weights for each image how much it counts, 1 by default
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record Minibatch(List<float[]> inputs, float[][] targets, float[] weights) {
  int size() {
    return inputs.size();
  }
}
