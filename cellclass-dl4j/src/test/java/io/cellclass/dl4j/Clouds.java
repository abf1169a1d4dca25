package io.cellclass.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Points about the three first unit vectors, in turn: features that a head learns at once. */
final class Clouds {
  static final int CLASSES = 3;
  final float[][] features;
  final int[] classes;

  private Clouds(float[][] features, int[] classes) {
    this.features = features;
    this.classes = classes;
  }

  Clouds(int count, int width, long seed) {
    Random random = new Random(seed);
    features = new float[count][width];
    classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = i % CLASSES;
      for (int j = 0; j < width; j++) {
        features[i][j] = (float) (random.nextGaussian() / 4 + (j == classes[i] ? 2 : 0));
      }
    }
  }

  /** The same points with every third in the wrong class. */
  Clouds mislabelled() {
    int[] other = classes.clone();
    for (int i = 0; i < other.length; i += 3) {
      other[i] = (other[i] + 1 + i % 2) % CLASSES;
    }
    return new Clouds(features, other);
  }

  /** The points as a mini-batch of which each counts once. */
  Minibatch minibatch() {
    float[][] targets = new float[classes.length][CLASSES];
    for (int i = 0; i < targets.length; i++) {
      targets[i][classes[i]] = 1;
    }
    float[] weights = new float[classes.length];
    Arrays.fill(weights, 1);
    return new Minibatch(Arrays.asList(features), targets, weights);
  }

  /** Features of a training on these points without further views. */
  Features with(Clouds validation) {
    return new Features(
        List.<float[][]>of(features), classes, validation.features, validation.classes, CLASSES);
  }
}
