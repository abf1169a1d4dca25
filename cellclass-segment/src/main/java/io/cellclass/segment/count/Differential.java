package io.cellclass.segment.count;

import io.cellclass.ConfusionMatrix;
import io.cellclass.Interval;
import io.cellclass.Label;
import io.cellclass.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The types' shares of the white cells that were given one; intervals are for each type alone.
 *
 * @param shares in the order of the types
 * @param rejected the number of cells without a type, which the shares leave out
 */
public record Differential(List<TypeShare> shares, int rejected) {
  private static final int DRAWS = 2000;
  private static final double TAIL = 0.025;

  /** Copies the list. */
  public Differential {
    shares = List.copyOf(shares);
  }

  /**
   * The shares as counted, with Wilson's intervals: what chance does to the sample, as if the
   * classifier never erred.
   *
   * @throws IllegalArgumentException if no cell has a type
   */
  public static Differential asCounted(SlideCounts counts) {
    int total = requireTyped(counts);
    List<TypeShare> shares = new ArrayList<>();
    for (TypeCount type : counts.types()) {
      Interval interval = Interval.wilson(type.count(), total);
      shares.add(new TypeShare(type.type(), type.count(), (double) type.count() / total, interval));
    }
    return new Differential(shares, counts.rejected());
  }

  /**
   * The shares with the classifier's errors taken out, and intervals that carry the chance of the
   * sample and that of the images on which the errors were seen.
   *
   * <p>Rogan and Gladen (1978) solve {@code counted = true x confusion} for the true shares, which
   * may come out negative; here it is solved for the most likely shares that are none, which are
   * the same where those are positive ({@link ShareUnmixing}). The interval is that of 2,000 draws
   * of the counted shares and of each row of the confusion from Dirichlet distributions about what
   * was seen, with one cell more spread evenly over the types (Perks 1947), so that what was never
   * seen is not held for impossible, as a resampling of cells would. Where fewer cells were given a
   * type than by error alone, its share and interval shrink to 0: the confusion is of other cells.
   *
   * @param confusion of the classifier on labelled cells like these that it did not learn from, and
   *     without those that it would reject
   * @param seed of the draws
   * @throws IllegalArgumentException if no cell has a type, the confusion has other labels, or one
   *     of them no image
   */
  public static Differential corrected(SlideCounts counts, ConfusionMatrix confusion, long seed) {
    requireTyped(counts);
    List<Label> labels = counts.types().stream().map(TypeCount::type).toList();
    if (!confusion.labels().asList().equals(labels)) {
      throw new IllegalArgumentException(
          "expected a confusion of " + labels + ", found one of " + confusion.labels());
    }
    int size = labels.size();
    double[] counted = new double[size];
    double[][] rows = new double[size][size];
    for (int i = 0; i < size; i++) {
      counted[i] = counts.types().get(i).count();
      double support = 0;
      for (int j = 0; j < size; j++) {
        rows[i][j] = confusion.counts()[i][j];
        support += rows[i][j];
      }
      if (support == 0) {
        throw new IllegalArgumentException(
            "the confusion has no image of " + labels.get(i) + ", so its errors are unknown");
      }
    }
    double[] shares = ShareUnmixing.solve(normalized(counted), normalized(rows));
    double[][] draws = draws(counted, rows, seed);
    List<TypeShare> result = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Arrays.sort(draws[i]);
      double low = Math.min(draws[i][(int) (TAIL * DRAWS)], shares[i]);
      double high = Math.max(draws[i][(int) ((1 - TAIL) * DRAWS)], shares[i]);
      Interval interval = new Interval(Math.max(0, low), Math.min(1, high));
      result.add(new TypeShare(labels.get(i), (int) counted[i], shares[i], interval));
    }
    return new Differential(result, counts.rejected());
  }

  private static int requireTyped(SlideCounts counts) {
    int total = counts.types().stream().mapToInt(TypeCount::count).sum();
    if (total == 0) {
      throw new IllegalArgumentException("no white cell of " + counts + " has a type");
    }
    return total;
  }

  /** {@code [type][draw]}. */
  private static double[][] draws(double[] counted, double[][] rows, long seed) {
    RandomGenerator random = RandomStreams.of(seed, 0, "differential");
    double[][] draws = new double[counted.length][DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] observed = Dirichlet.draw(counted, random);
      double[][] confusion = new double[rows.length][];
      for (int i = 0; i < rows.length; i++) {
        confusion[i] = Dirichlet.draw(rows[i], random);
      }
      double[] shares = ShareUnmixing.solve(observed, confusion);
      for (int i = 0; i < shares.length; i++) {
        draws[i][draw] = shares[i];
      }
    }
    return draws;
  }

  private static double[][] normalized(double[][] rows) {
    return Arrays.stream(rows).map(Differential::normalized).toArray(double[][]::new);
  }

  private static double[] normalized(double[] counts) {
    double sum = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(count -> count / sum).toArray();
  }
}
