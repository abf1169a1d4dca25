package io.cellclass;

import com.google.common.collect.Comparators;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a classifier says of one image: every label with its probability. Immutable.
 *
 * @param scores the labels, the most probable first; ties in the order of the classifier's labels
 */
public record Prediction(List<Score> scores) {
  private static final Comparator<Score> BEST_FIRST =
      Comparator.comparingDouble(Score::probability).reversed();

  /**
   * Copies the scores.
   *
   * @throws IllegalArgumentException if there is none, or they do not stand best first
   */
  public Prediction {
    scores = List.copyOf(scores);
    if (scores.isEmpty() || !Comparators.isInOrder(scores, BEST_FIRST)) {
      throw new IllegalArgumentException(
          "expected scores in falling order of probability, found " + scores);
    }
  }

  /**
   * The prediction with these probabilities.
   *
   * @param probabilities one for each label, in their order, each in [0, 1]
   * @throws IllegalArgumentException if their numbers differ, or a probability is outside [0, 1]
   */
  public static Prediction of(LabelSet labels, float... probabilities) {
    if (labels.size() != probabilities.length) {
      throw new IllegalArgumentException(
          "expected "
              + labels.size()
              + " probabilities for "
              + labels
              + ", found "
              + probabilities.length);
    }
    List<Score> scores = new ArrayList<>(probabilities.length);
    for (int i = 0; i < probabilities.length; i++) {
      scores.add(new Score(labels.get(i), probabilities[i]));
    }
    return bestFirst(scores);
  }

  /** The prediction with these scores, given in the order of the classifier's labels. */
  static Prediction bestFirst(List<Score> scores) {
    return new Prediction(scores.stream().sorted(BEST_FIRST).toList());
  }

  /** The most probable label. */
  public Label label() {
    return scores.get(0).label();
  }

  /**
   * The most probable label, or none where the classifier is too unsure: the reject option. {@link
   * Evaluation#riskCoverage} tells what a threshold costs and gains.
   *
   * @param leastConfidence the least {@link #confidence} of an answer, in [0, 1]
   * @throws IllegalArgumentException if it is outside [0, 1]
   */
  public Optional<Label> label(double leastConfidence) {
    if (!(leastConfidence >= 0 && leastConfidence <= 1)) {
      throw new IllegalArgumentException(
          "the least confidence must be in [0, 1], not " + leastConfidence);
    }
    return confidence() >= leastConfidence ? Optional.of(label()) : Optional.empty();
  }

  /** The probability of the most probable label. */
  public double confidence() {
    return scores.get(0).probability();
  }

  /**
   * The probability of a label.
   *
   * @throws IllegalArgumentException if the classifier does not know the label
   */
  public double probability(Label label) {
    for (Score score : scores) {
      if (score.label().equals(label)) {
        return score.probability();
      }
    }
    throw new IllegalArgumentException("unknown label " + label + " in " + scores);
  }
}
