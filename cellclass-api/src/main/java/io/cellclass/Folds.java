package io.cellclass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A data set in folds, for cross-validation: each fold is held out once, and a group is never
 * divided. Immutable; safe for concurrent use if the data set is.
 */
public final class Folds {
  private final Dataset dataset;
  private final int count;
  private final Map<String, Integer> foldOfGroup;

  private Folds(Dataset dataset, int count, Map<String, Integer> foldOfGroup) {
    this.dataset = dataset;
    this.count = count;
    this.foldOfGroup = foldOfGroup;
  }

  /**
   * Divides a data set by chance into folds of about the same size and mixture of labels.
   *
   * <p>Where every sample is its own group, the numbers of samples of a label in two folds differ
   * by at most one, and so do the sizes of the folds. Where every group has a single label, the
   * numbers of its samples differ by at most the size of its largest group. In general the groups,
   * the largest first, each go to the fold where the squares of the folds' shares of each label,
   * summed, grow least. No fold is empty.
   *
   * <p>The same samples, count and seed give the same folds, in whatever order the samples stand.
   *
   * @param count the number of folds, at least 2
   * @throws IllegalArgumentException if the count is less than 2 or more than the number of groups
   */
  public static Folds stratified(Dataset dataset, int count, long seed) {
    int groups = (int) dataset.samples().stream().map(Sample::group).distinct().count();
    if (count < 2 || count > groups) {
      throw new IllegalArgumentException(
          "expected from 2 folds to one for each of the " + groups + " groups, found " + count);
    }
    return new Folds(dataset, count, new StratifiedFolds(dataset, count, seed).assign());
  }

  /**
   * A fold for each group, in the order of their names.
   *
   * @throws IllegalArgumentException if there are fewer than two groups
   */
  public static Folds leaveOneGroupOut(Dataset dataset) {
    Map<String, Integer> foldOfGroup = new TreeMap<>();
    dataset.samples().forEach(sample -> foldOfGroup.put(sample.group(), 0));
    if (foldOfGroup.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 groups to leave one out, found " + foldOfGroup.keySet());
    }
    int next = 0;
    for (Map.Entry<String, Integer> entry : foldOfGroup.entrySet()) {
      entry.setValue(next++);
    }
    return new Folds(dataset, next, foldOfGroup);
  }

  /** The number of folds. */
  public int count() {
    return count;
  }

  /** What was divided. */
  public Dataset dataset() {
    return dataset;
  }

  /**
   * The fold, from 0, that a group is in.
   *
   * @throws IllegalArgumentException if no sample is of the group
   */
  public int of(String group) {
    Integer fold = foldOfGroup.get(group);
    if (fold == null) {
      throw new IllegalArgumentException(
          "expected the group of a sample, found " + group + ", which none has");
    }
    return fold;
  }

  /**
   * The samples of a fold, in the order of the data set.
   *
   * @param fold its number, from 0
   * @throws IndexOutOfBoundsException if the number is not below {@link #count()}
   */
  public Dataset fold(int fold) {
    Objects.checkIndex(fold, count);
    return dataset.where(sample -> of(sample.group()) == fold);
  }

  /**
   * For each fold the division that holds it out: the fold is the test part, and {@link
   * Split#stratified(Dataset, double, long)} divides the rest into training and validation part.
   *
   * @param validationFraction the share of the rest that becomes the validation part, in [0, 1]
   * @param seed decides, with the fold's number, which samples those are
   * @throws IllegalArgumentException if the share is outside [0, 1]
   */
  public List<Split> splits(double validationFraction, long seed) {
    List<Split> splits = new ArrayList<>(count);
    for (int fold = 0; fold < count; fold++) {
      int held = fold;
      Dataset rest = dataset.where(sample -> of(sample.group()) != held);
      long own = RandomStreams.of(seed, fold, "validation").nextLong();
      Split division = Split.stratified(rest, validationFraction, own);
      splits.add(new Split(division.training(), division.validation(), fold(fold)));
    }
    return List.copyOf(splits);
  }

  @Override
  public String toString() {
    Map<Integer, Integer> sizes = new HashMap<>();
    dataset.samples().forEach(sample -> sizes.merge(of(sample.group()), 1, Integer::sum));
    return "Folds[" + sizes.values() + "]";
  }
}
