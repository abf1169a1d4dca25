package io.cellclass.dl4j;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import io.cellclass.Temperature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The probabilities that images have in fits that have not seen them.
 *
 * <p>Smoothed targets make fits less sure than they are right. So the quality is that at the
 * temperature which suits these probabilities, as it is for the model in the end.
 */
final class HeldOut {
  private final float[][] probabilities;
  private final int[] classes;
  private final double[] shares;

  /**
   * Holds what it is given.
   *
   * @param probabilities {@code [image][class]}; empty for an image that was never held out
   * @param classes the class of each image
   * @param shares how much each image counts
   */
  HeldOut(float[][] probabilities, int[] classes, double[] shares) {
    this.probabilities = probabilities;
    this.classes = classes;
    this.shares = shares;
  }

  /** The probabilities, {@code [image][class]}; a row is empty for an image never held out. */
  float[][] probabilities() {
    return probabilities;
  }

  /** The mean quality of the images that were held out; zeros if none was. */
  Quality quality() {
    List<Outcome> outcomes = outcomes();
    if (outcomes.isEmpty()) {
      return new Quality(0, 0);
    }
    Temperature temperature = Temperature.fit(outcomes);
    double all = 0;
    double loss = 0;
    double right = 0;
    for (Outcome outcome : outcomes) {
      double share = shares[Integer.parseInt(outcome.id())];
      Prediction prediction = temperature.apply(outcome.prediction());
      all += share;
      loss -= share * Math.log(Math.max(Float.MIN_NORMAL, prediction.probability(outcome.label())));
      right += prediction.label().equals(outcome.label()) ? share : 0;
    }
    return new Quality(loss / all, right / all);
  }

  private List<Outcome> outcomes() {
    int count = Arrays.stream(probabilities).mapToInt(row -> row.length).max().orElse(0);
    LabelSet labels = labels(count);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      if (probabilities[i].length > 0) {
        Label label = labels.get(classes[i]);
        Prediction prediction = Prediction.of(labels, probabilities[i]);
        outcomes.add(new Outcome(Integer.toString(i), label, prediction));
      }
    }
    return outcomes;
  }

  private static LabelSet labels(int count) {
    return LabelSet.of(
        IntStream.range(0, count).mapToObj(c -> new Label(Integer.toString(c))).toList());
  }
}
