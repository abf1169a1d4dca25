package io.cellclass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reject option costs and gains: the share of images that a classifier answers, and the
 * share of those answers that are wrong, for each least confidence that it could be asked for
 * (El-Yaniv and Wiener 2010; Geifman and El-Yaniv 2017, with the probability of the most probable
 * label as the confidence). Immutable and safe for concurrent use.
 *
 * <p>These are figures of the images measured. A threshold that is read off them promises its risk
 * for images like these, and for others only as far as there are enough of these.
 */
public final class RiskCoverage {
  private final List<Point> points;

  /**
   * What happens at one threshold.
   *
   * @param threshold the least confidence of an answer, as {@link Prediction#label(double)} takes
   *     it, in [0, 1]
   * @param coverage the share of images that are answered: whose confidence is at least the
   *     threshold, in (0, 1]
   * @param risk the share of the answered images whose answer is wrong, in [0, 1]
   */
  public record Point(double threshold, double coverage, double risk) {}

  private RiskCoverage(List<Point> points) {
    this.points = points;
  }

  /** The curve of at least one outcome. */
  static RiskCoverage of(List<Outcome> outcomes) {
    List<Outcome> falling =
        outcomes.stream()
            .sorted(Comparator.comparingDouble(RiskCoverage::confidence).reversed())
            .toList();
    List<Point> points = new ArrayList<>();
    int wrong = 0;
    for (int i = 0; i < falling.size(); i++) {
      wrong += falling.get(i).correct() ? 0 : 1;
      double threshold = confidence(falling.get(i));
      // A threshold answers all images that share it, or none.
      if (i + 1 == falling.size() || confidence(falling.get(i + 1)) < threshold) {
        int answered = i + 1;
        points.add(
            new Point(threshold, (double) answered / falling.size(), (double) wrong / answered));
      }
    }
    return new RiskCoverage(List.copyOf(points));
  }

  private static double confidence(Outcome outcome) {
    return outcome.prediction().confidence();
  }

  /**
   * A point for each confidence that occurs, the highest first: coverage rises, up to 1 at the
   * last, whose risk is the share of all images that are wrong. Immutable, at least one.
   */
  public List<Point> points() {
    return points;
  }

  /**
   * The area under the curve, in [0, 1], the lower the better: the mean over the images of the risk
   * at the threshold that just answers them (AURC of Geifman, Uziel and El-Yaniv 2019), which is
   * the sum over the points of risk times gain in coverage.
   */
  public double area() {
    double sum = 0;
    double covered = 0;
    for (Point point : points) {
      sum += point.risk() * (point.coverage() - covered);
      covered = point.coverage();
    }
    return sum;
  }

  /**
   * The point of largest coverage whose risk is at most this; empty if no point's is.
   *
   * @param most in [0, 1]
   * @throws IllegalArgumentException if it is outside [0, 1]
   */
  public Optional<Point> atRisk(double most) {
    if (!(most >= 0 && most <= 1)) {
      throw new IllegalArgumentException("the largest risk must be in [0, 1], not " + most);
    }
    return points.stream()
        .filter(point -> point.risk() <= most)
        .max(Comparator.comparingDouble(Point::coverage));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RiskCoverage that && points.equals(that.points);
  }

  @Override
  public int hashCode() {
    return points.hashCode();
  }

  @Override
  public String toString() {
    return "RiskCoverage[area " + area() + ", " + points.size() + " points]";
  }
}
