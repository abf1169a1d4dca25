package io.cellclass;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well the probability of one class ranks its images before those of the others. Images with
 * the same probability share a rank.
 */
final class RankStatistics {
  private final List<Ranked> ranking;
  private final long positives;
  private final long negatives;

  /** An image: the probability of the class, and whether the image has it. */
  record Ranked(double score, boolean positive) {}

  /** Ranks these images, in any order. */
  RankStatistics(List<Ranked> images) {
    ranking = images.stream().sorted(Comparator.comparingDouble(Ranked::score).reversed()).toList();
    positives = images.stream().filter(Ranked::positive).count();
    negatives = images.size() - positives;
  }

  /** One class against the rest. */
  static RankStatistics of(Label label, List<Outcome> outcomes) {
    return new RankStatistics(
        outcomes.stream()
            .map(
                outcome ->
                    new Ranked(
                        outcome.prediction().probability(label), outcome.label().equals(label)))
            .toList());
  }

  /**
   * The share of pairs of a positive and a negative image in which the positive one stands first,
   * ties counting half: the statistic of Mann and Whitney over the number of pairs. Empty without a
   * pair.
   */
  OptionalDouble rocAuc() {
    if (positives == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    // Twice the number of pairs in order, so that halves stay whole.
    long twice = 0;
    long below = negatives;
    for (int start = 0; start < ranking.size(); ) {
      int end = endOfTie(start);
      long tiedPositives = positives(start, end);
      long tiedNegatives = end - start - tiedPositives;
      below -= tiedNegatives;
      twice += tiedPositives * (2 * below + tiedNegatives);
      start = end;
    }
    return OptionalDouble.of(twice / (2.0 * positives * negatives));
  }

  /**
   * The sum over the thresholds of precision times gain in recall, without interpolation. Empty
   * without a positive image.
   */
  OptionalDouble averagePrecision() {
    if (positives == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    long found = 0;
    for (int start = 0; start < ranking.size(); ) {
      int end = endOfTie(start);
      long tied = positives(start, end);
      found += tied;
      sum += tied * ((double) found / end);
      start = end;
    }
    return OptionalDouble.of(sum / positives);
  }

  private int endOfTie(int start) {
    double score = ranking.get(start).score();
    int end = start + 1;
    while (end < ranking.size() && ranking.get(end).score() == score) {
      end++;
    }
    return end;
  }

  private long positives(int start, int end) {
    return ranking.subList(start, end).stream().filter(Ranked::positive).count();
  }
}
