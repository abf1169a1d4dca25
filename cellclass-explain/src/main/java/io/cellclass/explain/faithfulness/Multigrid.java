package io.cellclass.explain.faithfulness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A solver of the equations of a {@link GridLevel} by V-cycles of multigrid (Briggs, Henson and
 * McCormick, A Multigrid Tutorial, 2nd edition): sweeps over the grid even out what is wrong over
 * short distances, sweeps over coarser and coarser grids the rest.
 *
 * <p>A coarse place lies on every second fine one, and is spread between them linearly, to places
 * with an unknown only. The coarse equations are the fine ones between such spread values
 * (Galerkin), so that each cycle brings the solution nearer whatever the form of the region is.
 */
final class Multigrid {
  private static final int SMALLEST = 3;
  private static final int SWEEPS_ON_SMALLEST = 8;

  private final List<GridLevel> levels = new ArrayList<>();

  /**
   * @param finest complete; its factors are symmetric and positive definite
   */
  Multigrid(GridLevel finest) {
    levels.add(finest);
    GridLevel level = finest;
    while (level.width > SMALLEST || level.height > SMALLEST) {
      level = coarser(level);
      levels.add(level);
    }
  }

  /** Makes cycles until one changes no value by more than the tolerance, or there were enough. */
  void solve(float tolerance, int cycles) {
    GridLevel finest = levels.get(0);
    float change = Float.POSITIVE_INFINITY;
    for (int i = 0; i < cycles && change > tolerance; i++) {
      float[] before = finest.values.clone();
      cycle(0);
      change = largestDifference(before, finest.values);
    }
  }

  private static float largestDifference(float[] some, float[] others) {
    float largest = 0;
    for (int i = 0; i < some.length; i++) {
      largest = Math.max(largest, Math.abs(some[i] - others[i]));
    }
    return largest;
  }

  private void cycle(int number) {
    GridLevel level = levels.get(number);
    if (number == levels.size() - 1) {
      for (int i = 0; i < SWEEPS_ON_SMALLEST; i++) {
        level.sweepForward();
        level.sweepBackward();
      }
      return;
    }
    GridLevel coarse = levels.get(number + 1);
    level.sweepForward();
    handDown(level, coarse);
    cycle(number + 1);
    takeBack(coarse, level);
    level.sweepBackward();
  }

  /** What is missing on the fine grid is what the coarse one has to bring. */
  private static void handDown(GridLevel fine, GridLevel coarse) {
    Arrays.fill(coarse.values, 0);
    Arrays.fill(coarse.wanted, 0);
    for (int place : fine.unknowns()) {
      Parents parents = new Parents(fine.column(place), fine.row(place));
      fine.findMissing(place);
      for (int y = parents.top; y <= parents.bottom; y++) {
        for (int x = parents.left; x <= parents.right; x++) {
          int to = GridLevel.COLOURS * coarse.place(x, y);
          for (int colour = 0; colour < GridLevel.COLOURS; colour++) {
            coarse.wanted[to + colour] += parents.weight * fine.missing[colour];
          }
        }
      }
    }
  }

  private static void takeBack(GridLevel coarse, GridLevel fine) {
    for (int place : fine.unknowns()) {
      Parents parents = new Parents(fine.column(place), fine.row(place));
      int to = GridLevel.COLOURS * place;
      for (int y = parents.top; y <= parents.bottom; y++) {
        for (int x = parents.left; x <= parents.right; x++) {
          int from = GridLevel.COLOURS * coarse.place(x, y);
          for (int colour = 0; colour < GridLevel.COLOURS; colour++) {
            fine.values[to + colour] += parents.weight * coarse.values[from + colour];
          }
        }
      }
    }
  }

  private static GridLevel coarser(GridLevel fine) {
    GridLevel coarse = new GridLevel(fine.width / 2 + 1, fine.height / 2 + 1);
    for (int place : fine.unknowns()) {
      int x = fine.column(place);
      int y = fine.row(place);
      Parents own = new Parents(x, y);
      for (int k = 0; k < 9; k++) {
        float factor = fine.stencils[9 * place + k];
        if (factor != 0) {
          Parents others = new Parents(x + k % 3 - 1, y + k / 3 - 1);
          add(coarse, own, others, own.weight * factor * others.weight);
        }
      }
    }
    coarse.complete();
    return coarse;
  }

  private static void add(GridLevel coarse, Parents own, Parents others, float factor) {
    for (int y = own.top; y <= own.bottom; y++) {
      for (int x = own.left; x <= own.right; x++) {
        int stencil = 9 * coarse.place(x, y) + GridLevel.SELF;
        for (int v = others.top; v <= others.bottom; v++) {
          for (int u = others.left; u <= others.right; u++) {
            coarse.stencils[stencil + 3 * (v - y) + u - x] += factor;
          }
        }
      }
    }
  }

  /** The one, two or four coarse places between which a fine one lies, all of the same weight. */
  private static final class Parents {
    final int left;
    final int right;
    final int top;
    final int bottom;
    final float weight;

    Parents(int x, int y) {
      left = x / 2;
      right = (x + 1) / 2;
      top = y / 2;
      bottom = (y + 1) / 2;
      weight = (left == right ? 1f : 0.5f) * (top == bottom ? 1f : 0.5f);
    }
  }
}
