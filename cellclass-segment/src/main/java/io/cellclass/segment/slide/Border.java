package io.cellclass.segment.slide;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Cells near the borders between blocks, which several views show: brought together, so that each
 * is there once though its centre be on one side of the border in one view and on the other in
 * another.
 *
 * <p>Two sightings in different views are one cell if they have one label and share half of their
 * union; each has one partner at most, those that share most first.
 */
final class Border<T> {
  private static final double SAME = 0.5;

  /** One cell, as far as is known. */
  private static final class Group<T> {
    private Sighting<T> best;
    private int views = 1;

    Group(Sighting<T> first) {
      this.best = first;
    }

    void add(Sighting<T> other) {
      views++;
      best = other.isBefore(best) ? other : best;
    }

    /**
     * One view alone that puts the centre into another block's part is not believed: that block's
     * own view shows no such cell.
     */
    boolean isCell() {
      return best.owned() || views > 1;
    }
  }

  private record Pair<T>(Group<T> group, Sighting<T> sighting, double overlap) {}

  private final List<Group<T>> open = new ArrayList<>();

  /** Takes what the view of one block shows near its borders. */
  void add(List<Sighting<T>> ofView) {
    List<Pair<T>> pairs = new ArrayList<>();
    for (Sighting<T> sighting : ofView) {
      for (Group<T> group : open) {
        double overlap = group.best.box().overlap(sighting.box());
        if (overlap >= SAME && group.best.label().equals(sighting.label())) {
          pairs.add(new Pair<>(group, sighting, overlap));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble((Pair<T> pair) -> pair.overlap).reversed());
    Set<Group<T>> met = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Sighting<T>> placed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Pair<T> pair : pairs) {
      if (!met.contains(pair.group) && placed.add(pair.sighting)) {
        met.add(pair.group);
        pair.group.add(pair.sighting);
      }
    }
    for (Sighting<T> sighting : ofView) {
      if (!placed.contains(sighting)) {
        open.add(new Group<>(sighting));
      }
    }
  }

  /** Hands over the cells whose centres are above a row, in the order in which they were seen. */
  List<T> above(double row) {
    ImmutableList.Builder<T> cells = ImmutableList.builder();
    for (Group<T> group : open) {
      if (group.best.box().centreY() < row && group.isCell()) {
        cells.add(group.best.cell());
      }
    }
    open.removeIf(group -> group.best.box().centreY() < row);
    return cells.build();
  }
}
