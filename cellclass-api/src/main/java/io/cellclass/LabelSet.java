package io.cellclass;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set of labels. Its order is the order of a network's outputs. Immutable and safe for
 * concurrent use.
 */
public final class LabelSet implements Iterable<Label> {
  private final List<Label> labels;
  private final ImmutableMap<Label, Integer> positions;

  private LabelSet(List<Label> labels) {
    this.labels = labels;
    ImmutableMap.Builder<Label, Integer> builder = ImmutableMap.builder();
    for (int i = 0; i < labels.size(); i++) {
      builder.put(labels.get(i), i);
    }
    this.positions = builder.buildOrThrow();
  }

  /** The labels in iteration order; repetitions are dropped. */
  public static LabelSet of(Collection<Label> labels) {
    return new LabelSet(ImmutableSet.copyOf(labels).asList());
  }

  /**
   * The labels with these names.
   *
   * @throws IllegalArgumentException if a name is not a label's name
   */
  public static LabelSet of(String... names) {
    return of(Arrays.stream(names).map(Label::new).toList());
  }

  /** The number of labels. */
  public int size() {
    return labels.size();
  }

  /**
   * The label at a position.
   *
   * @throws IndexOutOfBoundsException if the position is not below {@link #size()}
   */
  public Label get(int position) {
    return labels.get(position);
  }

  /** Whether the label is one of these. */
  public boolean contains(Label label) {
    return positions.containsKey(label);
  }

  /**
   * The position of a label.
   *
   * @throws IllegalArgumentException if the label is not one of these
   */
  public int indexOf(Label label) {
    Integer position = positions.get(label);
    if (position == null) {
      throw new IllegalArgumentException("unknown label " + label + ": expected one of " + labels);
    }
    return position;
  }

  /** The labels in order, immutable. */
  public List<Label> asList() {
    return labels;
  }

  @Override
  public Iterator<Label> iterator() {
    return labels.iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelSet that && labels.equals(that.labels);
  }

  @Override
  public int hashCode() {
    return labels.hashCode();
  }

  @Override
  public String toString() {
    return labels.toString();
  }
}
