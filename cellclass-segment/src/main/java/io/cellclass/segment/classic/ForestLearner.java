package io.cellclass.segment.classic;

import io.cellclass.RandomStreams;
import io.cellclass.segment.PixelClass;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Learns a random forest (Breiman 2001): each tree from a sample with replacement, each question
 * the best of a few features drawn anew, by Gini's impurity.
 */
final class ForestLearner {
  private final List<float[]> pixels = new ArrayList<>();
  private final List<Integer> classes = new ArrayList<>();

  void add(PixelClass pixelClass, float[] features) {
    pixels.add(features);
    classes.add(DecisionTree.ORDER.indexOf(pixelClass));
  }

  /** Each tree has its own stream of random numbers, so that threads change nothing. */
  List<DecisionTree> learn(ForestTraining training) {
    for (PixelClass pixelClass : PixelClass.values()) {
      if (!classes.contains(DecisionTree.ORDER.indexOf(pixelClass))) {
        throw new IllegalArgumentException("the images have no pixel of " + pixelClass);
      }
    }
    float[][] values = pixels.toArray(float[][]::new);
    byte[] answers = new byte[values.length];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = classes.get(i).byteValue();
    }
    return IntStream.range(0, training.trees())
        .parallel()
        .mapToObj(
            tree -> {
              RandomGenerator random = RandomStreams.of(training.seed(), tree, "tree");
              return new TreeGrowth(values, answers, training.depth(), random).grow();
            })
        .toList();
  }
}
