package io.cellclass.dl4j;

/**
 * How well images are told apart.
 *
 * @param loss the mean cross-entropy in nats
 * @param accuracy the share recognised
 */
record Quality(double loss, double accuracy) {
  /**
   * The quality of probabilities.
   *
   * @param probabilities {@code [image][class]}
   * @param classes the class of each image
   */
  static Quality of(float[][] probabilities, int[] classes) {
    double loss = 0;
    int right = 0;
    for (int i = 0; i < classes.length; i++) {
      // A probability that float32 rounds to zero is no infinite loss.
      loss -= Math.log(Math.max(Float.MIN_NORMAL, probabilities[i][classes[i]]));
      right += mostLikely(probabilities[i]) == classes[i] ? 1 : 0;
    }
    return new Quality(loss / classes.length, (double) right / classes.length);
  }

  static int mostLikely(float[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      if (probabilities[c] > probabilities[best]) {
        best = c;
      }
    }
    return best;
  }
}
