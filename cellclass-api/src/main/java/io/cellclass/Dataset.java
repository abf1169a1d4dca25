package io.cellclass;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Labelled images, decoded only when they are asked for.
 *
 * <p>Those of {@link Datasets} are immutable and safe for concurrent use; others must be too.
 */
public interface Dataset {
  /** The classes, in the order that a network trained on this data gives them. */
  LabelSet labels();

  /** The samples in a fixed order, each with one of {@link #labels()}; immutable. */
  List<Sample> samples();

  /** The number of samples. */
  default int size() {
    return samples().size();
  }

  /** The number of samples with a label. */
  default int count(Label label) {
    return (int) samples().stream().filter(sample -> sample.label().equals(label)).count();
  }

  /** The samples that pass, under the same labels. */
  default Dataset where(Predicate<Sample> keep) {
    return Datasets.of(labels(), samples().stream().filter(keep).toList());
  }

  /**
   * The samples, each in the group that its file name tells. The file name is what follows the last
   * {@code /} of the id; its group is what the first capturing group of the pattern matched where
   * the pattern was first found, or the whole match if it has none.
   *
   * <p>With {@code ^([^_]+)_} the images {@code a/p7_1.png} and {@code b/p7_2.png} are of the group
   * {@code p7}.
   *
   * @throws IllegalArgumentException if the pattern is not found in a file name, or leaves the
   *     group empty
   */
  default Dataset groupedBy(Pattern pattern) {
    return Datasets.of(
        labels(), samples().stream().map(sample -> FileNameGroup.of(sample, pattern)).toList());
  }
}
