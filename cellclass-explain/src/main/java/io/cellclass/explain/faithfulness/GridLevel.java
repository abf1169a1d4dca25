package io.cellclass.explain.faithfulness;

import java.util.Arrays;

/**
 * Linear equations on a grid in which each unknown meets its eight neighbours only, for three
 * colours at once: one level of {@link Multigrid}.
 *
 * <p>The grid has a rim of one place without unknowns, so that no neighbour is ever missing. Values
 * of places without an unknown are 0.
 */
final class GridLevel {
  static final int COLOURS = 3;

  /** The place in a stencil of the unknown itself. */
  static final int SELF = 4;

  final int width;
  final int height;
  final int stride;

  /** Nine factors for each place: of its neighbours row by row, itself in the middle. */
  final float[] stencils;

  /** How far the nine neighbours are away in places. */
  final int[] offsets;

  /** The solution so far, and the right side, {@code [place][colour]}. */
  final float[] values;

  final float[] wanted;

  /** By how much the equation that was looked at last is not true. */
  final float[] missing = new float[COLOURS];

  /** The places with an unknown, in rising order. */
  private int[] unknowns = {};

  GridLevel(int width, int height) {
    this.width = width;
    this.height = height;
    this.stride = width + 2;
    int places = stride * (height + 2);
    this.stencils = new float[9 * places];
    this.values = new float[COLOURS * places];
    this.wanted = new float[COLOURS * places];
    this.offsets =
        new int[] {-stride - 1, -stride, -stride + 1, -1, 0, 1, stride - 1, stride, stride + 1};
  }

  /** The number of the place at a column and row. */
  int place(int x, int y) {
    return (y + 1) * stride + x + 1;
  }

  int column(int place) {
    return place % stride - 1;
  }

  int row(int place) {
    return place / stride - 1;
  }

  /** To be called when the stencils are complete: unknowns are where the own factor is positive. */
  void complete() {
    int[] found = new int[stencils.length / 9];
    int count = 0;
    for (int place = 0; place < found.length; place++) {
      if (stencils[9 * place + SELF] > 0) {
        found[count++] = place;
      }
    }
    unknowns = Arrays.copyOf(found, count);
  }

  int[] unknowns() {
    return unknowns;
  }

  /** Makes one equation after the other true, from the upper left on: a Gauss-Seidel sweep. */
  void sweepForward() {
    for (int place : unknowns) {
      relax(place);
    }
  }

  /** Likewise from the lower right on. */
  void sweepBackward() {
    for (int i = unknowns.length - 1; i >= 0; i--) {
      relax(unknowns[i]);
    }
  }

  private void relax(int place) {
    int at = COLOURS * place;
    float own = stencils[9 * place + SELF];
    findMissing(place);
    values[at] += missing[0] / own;
    values[at + 1] += missing[1] / own;
    values[at + 2] += missing[2] / own;
  }

  /** Sets {@link #missing} to the right side less the left side of a place's equation. */
  void findMissing(int place) {
    float red = wanted[COLOURS * place];
    float green = wanted[COLOURS * place + 1];
    float blue = wanted[COLOURS * place + 2];
    for (int k = 0; k < 9; k++) {
      float factor = stencils[9 * place + k];
      int neighbour = COLOURS * (place + offsets[k]);
      red -= factor * values[neighbour];
      green -= factor * values[neighbour + 1];
      blue -= factor * values[neighbour + 2];
    }
    missing[0] = red;
    missing[1] = green;
    missing[2] = blue;
  }
}
