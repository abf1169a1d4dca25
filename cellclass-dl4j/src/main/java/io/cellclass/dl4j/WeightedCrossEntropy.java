package io.cellclass.dl4j;

/**
 * The loss of a mini-batch: the mean over images of weight times the cross-entropy between target
 * and softmax, in nats. In double precision, from the logits, so that no probability underflows.
 */
final class WeightedCrossEntropy {
  private final float[][] targets;
  private final float[] weights;

  /**
   * The loss for images.
   *
   * @param targets for each image the probability that each class should get
   * @param weights for each image how much it counts
   */
  WeightedCrossEntropy(float[][] targets, float[] weights) {
    this.targets = targets;
    this.weights = weights;
  }

  /**
   * The loss, and its derivatives.
   *
   * @param logits {@code [image][class]}, one row behind the other
   * @param derivatives receives the derivative with respect to each logit
   */
  double of(float[] logits, float[] derivatives) {
    int images = targets.length;
    int classes = logits.length / images;
    double sum = 0;
    for (int image = 0; image < images; image++) {
      double[] logProbabilities = logSoftmax(logits, image * classes, classes);
      double share = weights[image] / (double) images;
      double mass = 0;
      for (float target : targets[image]) {
        mass += target;
      }
      for (int c = 0; c < classes; c++) {
        float target = targets[image][c];
        if (target != 0) {
          sum -= share * target * logProbabilities[c];
        }
        derivatives[image * classes + c] =
            (float) (share * (mass * Math.exp(logProbabilities[c]) - target));
      }
    }
    return sum;
  }

  /** The probabilities of an image's classes. */
  static float[] softmax(float[] logits, int from, int classes) {
    double[] logProbabilities = logSoftmax(logits, from, classes);
    float[] probabilities = new float[classes];
    for (int c = 0; c < classes; c++) {
      probabilities[c] = (float) Math.exp(logProbabilities[c]);
    }
    return probabilities;
  }

  private static double[] logSoftmax(float[] logits, int from, int classes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits[from + c] - largest);
    }
    double[] result = new double[classes];
    for (int c = 0; c < classes; c++) {
      result[c] = logits[from + c] - largest - Math.log(sum);
    }
    return result;
  }
}
