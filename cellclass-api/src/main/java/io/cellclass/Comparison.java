package io.cellclass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two classifiers on the same images: whether one is better, or only luckier. Immutable and safe
 * for concurrent use.
 *
 * <p>Each image counts as one independent case. Where several images come from one patient, compare
 * {@link Evaluation#byGroup}.
 */
public final class Comparison {
  private final int bothRight;
  private final int onlyFirstRight;
  private final int onlySecondRight;
  private final int bothWrong;

  /**
   * How far accuracies are apart.
   *
   * @param value the first one's less the second one's, in [-1, 1]
   * @param low the lower end of its 95 % interval, in [-1, 1]
   * @param high the upper end, in [-1, 1]
   */
  public record Difference(double value, double low, double high) {}

  Comparison(int bothRight, int onlyFirstRight, int onlySecondRight, int bothWrong) {
    this.bothRight = bothRight;
    this.onlyFirstRight = onlyFirstRight;
    this.onlySecondRight = onlySecondRight;
    this.bothWrong = bothWrong;
  }

  /**
   * Compares two evaluations of the same images, which are matched by their ids and may stand in
   * any order.
   *
   * @throws IllegalArgumentException if an id occurs twice in one of them, or only in one, or an
   *     image has two true labels
   */
  public static Comparison of(Evaluation first, Evaluation second) {
    Map<String, Outcome> ones = byId(first, "first");
    Map<String, Outcome> others = byId(second, "second");
    int[] counts = new int[4];
    for (Outcome one : ones.values()) {
      Outcome other = others.remove(one.id());
      if (other == null) {
        throw onlyIn("first", one);
      }
      if (!one.label().equals(other.label())) {
        throw new IllegalArgumentException(
            "expected one true label of the image "
                + one.id()
                + ", found "
                + one.label()
                + " in the first evaluation, "
                + other.label()
                + " in the second");
      }
      counts[(one.correct() ? 0 : 2) + (other.correct() ? 0 : 1)]++;
    }
    if (!others.isEmpty()) {
      throw onlyIn("second", others.values().iterator().next());
    }
    return new Comparison(counts[0], counts[1], counts[2], counts[3]);
  }

  static Map<String, Outcome> byId(Evaluation evaluation, String which) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Outcome outcome : evaluation.outcomes()) {
      if (outcomes.put(outcome.id(), outcome) != null) {
        throw new IllegalArgumentException(
            "expected each image once, found "
                + outcome.id()
                + " twice in the "
                + which
                + " evaluation");
      }
    }
    return outcomes;
  }

  private static IllegalArgumentException onlyIn(String which, Outcome outcome) {
    return new IllegalArgumentException(
        "expected evaluations of the same images, found "
            + outcome.id()
            + " in the "
            + which
            + " one only");
  }

  /** The number of images. */
  public int images() {
    return bothRight + onlyFirstRight + onlySecondRight + bothWrong;
  }

  /** How many images both classifiers have right. */
  public int bothRight() {
    return bothRight;
  }

  /** How many images the first alone has right. */
  public int onlyFirstRight() {
    return onlyFirstRight;
  }

  /** How many images the second alone has right. */
  public int onlySecondRight() {
    return onlySecondRight;
  }

  /** How many images both classifiers have wrong. */
  public int bothWrong() {
    return bothWrong;
  }

  /**
   * How probable it is that two equally good classifiers would be apart so far or farther, in [0,
   * 1]: the exact two-sided test of McNemar (1947), in which images that only one has right fall to
   * either side like a coin. 1 if there is no such image.
   */
  public double pValue() {
    return PairedProportions.mcNemar(onlyFirstRight, onlySecondRight);
  }

  /**
   * The difference of the accuracies with its 95 % score interval for paired proportions (Newcombe
   * 1998, "Improved confidence intervals for the difference between binomial proportions based on
   * paired data", method 10). Interval and {@link #pValue} are different approximations of chance:
   * near 0.05 one may see a difference where the other does not.
   */
  public Difference difference() {
    return PairedProportions.difference(bothRight, onlyFirstRight, onlySecondRight, bothWrong);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Comparison that
        && bothRight == that.bothRight
        && onlyFirstRight == that.onlyFirstRight
        && onlySecondRight == that.onlySecondRight
        && bothWrong == that.bothWrong;
  }

  @Override
  public int hashCode() {
    return ((31 * bothRight + onlyFirstRight) * 31 + onlySecondRight) * 31 + bothWrong;
  }

  @Override
  public String toString() {
    return "Comparison[both right "
        + bothRight
        + ", only the first "
        + onlyFirstRight
        + ", only the second "
        + onlySecondRight
        + ", both wrong "
        + bothWrong
        + "]";
  }
}
