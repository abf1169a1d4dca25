package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which cells of two maps overlap, and by how much. */
final class CellOverlaps {
  /**
   * A true cell and one found that share a pixel, both counted from 0.
   *
   * @param iou the intersection over the union of their pixels
   */
  record Pair(int truth, int found, double iou) {}

  final int truths;
  final int found;
  final List<Pair> pairs;

  private CellOverlaps(int truths, int found, List<Pair> pairs) {
    this.truths = truths;
    this.found = found;
    this.pairs = pairs;
  }

  static CellOverlaps of(LabelMap truth, LabelMap found) {
    if (truth.width() != found.width() || truth.height() != found.height()) {
      throw new IllegalArgumentException("maps of different sizes: " + truth + " and " + found);
    }
    int[] trueCells = truth.cells();
    int[] foundCells = found.cells();
    int[] trueArea = new int[truth.count() + 1];
    int[] foundArea = new int[found.count() + 1];
    Map<Long, Integer> shared = new LinkedHashMap<>();
    for (int i = 0; i < trueCells.length; i++) {
      trueArea[trueCells[i]]++;
      foundArea[foundCells[i]]++;
      if (trueCells[i] != 0 && foundCells[i] != 0) {
        shared.merge((long) trueCells[i] << Integer.SIZE | foundCells[i], 1, Integer::sum);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    shared.forEach(
        (key, pixels) -> {
          int trueCell = (int) (key >> Integer.SIZE);
          int foundCell = (int) (long) key;
          double union = (double) trueArea[trueCell] + foundArea[foundCell] - pixels;
          pairs.add(new Pair(trueCell - 1, foundCell - 1, pixels / union));
        });
    pairs.sort(Comparator.comparingInt(Pair::truth).thenComparingInt(Pair::found));
    return new CellOverlaps(truth.count(), found.count(), List.copyOf(pairs));
  }

  /** These pairs in groups, of which no two have a cell in common. */
  List<List<Pair>> groups(List<Pair> chosen) {
    int[] parent = new int[truths + found];
    Arrays.setAll(parent, i -> i);
    for (Pair pair : chosen) {
      parent[root(parent, pair.truth())] = root(parent, truths + pair.found());
    }
    Map<Integer, List<Pair>> groups = new LinkedHashMap<>();
    for (Pair pair : chosen) {
      groups.computeIfAbsent(root(parent, pair.truth()), unused -> new ArrayList<>()).add(pair);
    }
    return List.copyOf(groups.values());
  }

  private static int root(int[] parent, int start) {
    int node = start;
    while (parent[node] != node) {
      parent[node] = parent[parent[node]];
      node = parent[node];
    }
    return node;
  }
}
