package io.cellclass;

import java.util.List;
import java.util.function.Predicate;

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
}
