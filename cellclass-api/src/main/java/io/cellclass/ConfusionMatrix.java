package io.cellclass;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often images of each class were given each label: a row for each true label, a column for
 * each predicted one, both in the order of {@link #labels()}. Immutable and safe for concurrent
 * use.
 *
 * <p>A ratio with the denominator 0 is 0.
 */
public final class ConfusionMatrix {
  private final LabelSet labels;
  private final int[][] counts;

  private ConfusionMatrix(LabelSet labels, int[][] counts) {
    this.labels = labels;
    this.counts = counts;
  }

  /**
   * The matrix with these counts.
   *
   * @param counts {@code [true label][predicted label]}, not negative; copied
   * @throws IllegalArgumentException if there is not a row and a column for each label, or a count
   *     is negative
   */
  public static ConfusionMatrix of(LabelSet labels, int[][] counts) {
    if (counts.length != labels.size()) {
      throw new IllegalArgumentException(
          "expected " + labels.size() + " rows for " + labels + ", found " + counts.length);
    }
    for (int[] row : counts) {
      if (row.length != labels.size() || Arrays.stream(row).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException(
            "expected " + labels.size() + " counts from 0 up, found " + Arrays.toString(row));
      }
    }
    return new ConfusionMatrix(labels, copy(counts));
  }

  /** Counts outcomes whose labels are all known. */
  static ConfusionMatrix of(LabelSet labels, List<Outcome> outcomes) {
    int[][] counts = new int[labels.size()][labels.size()];
    for (Outcome outcome : outcomes) {
      counts[labels.indexOf(outcome.label())][labels.indexOf(outcome.prediction().label())]++;
    }
    return new ConfusionMatrix(labels, counts);
  }

  /** The labels of rows and columns. */
  public LabelSet labels() {
    return labels;
  }

  /**
   * The number of images of one class that were given a label.
   *
   * @throws IllegalArgumentException if a label is unknown
   */
  public int count(Label truth, Label predicted) {
    return counts[labels.indexOf(truth)][labels.indexOf(predicted)];
  }

  /** A copy of the counts, {@code [true label][predicted label]}. */
  public int[][] counts() {
    return copy(counts);
  }

  /** The number of images. */
  public int total() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
  }

  /** The number of images that were given their label. */
  public int correct() {
    int correct = 0;
    for (int i = 0; i < counts.length; i++) {
      correct += counts[i][i];
    }
    return correct;
  }

  /** The share of images that were given their label; 0 if there is no image. */
  public double accuracy() {
    return ratio(correct(), total());
  }

  /**
   * How well one class is recognised.
   *
   * @throws IllegalArgumentException if the label is unknown
   */
  public LabelMetrics of(Label label) {
    int at = labels.indexOf(label);
    int hits = counts[at][at];
    int support = support(at);
    int predicted = predicted(at);
    return new LabelMetrics(
        label,
        ratio(hits, predicted),
        ratio(hits, support),
        ratio(2.0 * hits, (double) support + predicted),
        support);
  }

  /** The mean recall of the classes that have images; 0 if there is no image. */
  public double balancedAccuracy() {
    double sum = 0;
    int classes = 0;
    for (int i = 0; i < counts.length; i++) {
      if (support(i) > 0) {
        sum += ratio(counts[i][i], support(i));
        classes++;
      }
    }
    return ratio(sum, classes);
  }

  /**
   * The mean F1 of the classes that occur, as a true label or a predicted one: what scikit-learn's
   * {@code f1_score} gives with {@code average="macro"}. 0 if there is no image.
   */
  public double macroF1() {
    double sum = 0;
    int classes = 0;
    for (int i = 0; i < counts.length; i++) {
      if (support(i) > 0 || predicted(i) > 0) {
        sum += of(labels.get(i)).f1();
        classes++;
      }
    }
    return ratio(sum, classes);
  }

  /**
   * The agreement beyond chance of the labels given with the true ones (Cohen 1960), in [-1, 1]:
   *
   * <pre>(accuracy - chance) / (1 - chance)</pre>
   *
   * <p>where chance is the accuracy to expect if as many images of each label were given at random.
   * 1 if all are right, 0 if no more than by chance; also 0 where the denominator is: if there is
   * no image, or all have one label and all were given it.
   */
  public double cohensKappa() {
    // Times the square of the number of images, so that everything is whole.
    long total = total();
    long chance = 0;
    for (int i = 0; i < counts.length; i++) {
      chance += (long) support(i) * predicted(i);
    }
    return ratio((double) (total * correct() - chance), (double) (total * total - chance));
  }

  private int support(int row) {
    return Arrays.stream(counts[row]).sum();
  }

  private int predicted(int column) {
    return Arrays.stream(counts).mapToInt(row -> row[column]).sum();
  }

  private static double ratio(double numerator, double denominator) {
    return denominator == 0 ? 0 : numerator / denominator;
  }

  private static int[][] copy(int[][] counts) {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfusionMatrix that
        && labels.equals(that.labels)
        && Arrays.deepEquals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * labels.hashCode() + Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return "ConfusionMatrix[" + labels + ", " + Arrays.deepToString(counts) + "]";
  }
}
