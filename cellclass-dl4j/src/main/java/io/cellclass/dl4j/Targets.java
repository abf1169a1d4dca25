package io.cellclass.dl4j;

import io.cellclass.dl4j.EpochOrder.Draw;
import java.util.Arrays;
import java.util.List;

/** What a network should say about the training images, and how much each counts. */
final class Targets {
  private final int[] classes;
  private final float[][] byClass;
  private final float[] weights;

  /**
   * The targets for these images.
   *
   * @param classes the class of each image; every class has one
   * @param smoothing the share of the target that is spread over all classes, as Szegedy et al.
   *     (2016, section 7) smooth labels: {@code (1 - smoothing) [class is right] + smoothing / K}
   * @param weighted whether an image counts inversely to the number of its class, 1 on average
   */
  Targets(int[] classes, int classCount, double smoothing, boolean weighted) {
    this.classes = classes;
    this.byClass = new float[classCount][classCount];
    for (int c = 0; c < classCount; c++) {
      Arrays.fill(byClass[c], (float) (smoothing / classCount));
      byClass[c][c] = (float) (1 - smoothing + smoothing / classCount);
    }
    int[] counts = new int[classCount];
    for (int c : classes) {
      counts[c]++;
    }
    this.weights = new float[classCount];
    for (int c = 0; c < classCount; c++) {
      weights[c] = weighted ? (float) ((double) classes.length / classCount / counts[c]) : 1;
    }
  }

  Minibatch minibatch(List<float[]> inputs, List<Draw> draws) {
    float[][] targets = new float[draws.size()][];
    float[] counting = new float[draws.size()];
    for (int i = 0; i < targets.length; i++) {
      int label = classes[draws.get(i).image()];
      targets[i] = byClass[label];
      counting[i] = weights[label];
    }
    return new Minibatch(inputs, targets, counting);
  }
}
