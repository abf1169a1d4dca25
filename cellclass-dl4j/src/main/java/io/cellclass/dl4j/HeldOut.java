package io.cellclass.dl4j;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import io.cellclass.Temperature;
import java.util.ArrayList;
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

  /**
   * The temperature that suits the probabilities: of the model that is fitted to all images too; 1
   * if no image was held out.
   */
  Temperature temperature() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      if (probabilities[i].length > 0) {
        LabelSet labels = labels(probabilities[i].length);
        Prediction prediction = Prediction.of(labels, probabilities[i]);
        outcomes.add(new Outcome(Integer.toString(i), labels.get(classes[i]), prediction));
      }
    }
    return outcomes.isEmpty() ? new Temperature(1) : Temperature.fit(outcomes);
  }

  /** The mean quality of the images that were held out; zeros if none was. */
  Quality quality() {
    Temperature temperature = temperature();
    double all = 0;
    double loss = 0;
    double right = 0;
    for (int i = 0; i < classes.length; i++) {
      if (probabilities[i].length > 0) {
        LabelSet labels = labels(probabilities[i].length);
        Prediction prediction = temperature.apply(Prediction.of(labels, probabilities[i]));
        Label label = labels.get(classes[i]);
        all += shares[i];
        loss -= shares[i] * Math.log(Math.max(Float.MIN_NORMAL, prediction.probability(label)));
        right += prediction.label().equals(label) ? shares[i] : 0;
      }
    }
    return all == 0 ? new Quality(0, 0) : new Quality(loss / all, right / all);
  }

  private static LabelSet labels(int count) {
    return LabelSet.of(
        IntStream.range(0, count).mapToObj(c -> new Label(Integer.toString(c))).toList());
  }
}
