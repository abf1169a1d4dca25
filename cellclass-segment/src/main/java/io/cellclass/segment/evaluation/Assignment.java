package io.cellclass.segment.evaluation;

import java.util.Arrays;

/**
 * The assignment of rows to columns that costs least, each column given once at most (the Hungarian
 * method of Kuhn 1955, with shortest augmenting paths as in Jonker and Volgenant 1987): O(rows²
 * columns).
 */
final class Assignment {
  private static final int FREE = -1;

  private final double[][] costs;
  private final int columns;
  // Dual prices: costs[r][c] - rowPrice[r] - columnPrice[c] is never negative, and 0 where
  // assigned.
  private final double[] rowPrice;
  private final double[] columnPrice;
  private final int[] rowOf;

  private Assignment(double[][] costs) {
    this.costs = costs;
    this.columns = costs[0].length;
    this.rowPrice = new double[costs.length];
    this.columnPrice = new double[columns];
    this.rowOf = new int[columns];
    Arrays.fill(rowOf, FREE);
  }

  /**
   * The column of each row.
   *
   * @param costs at least one row, and as many columns as rows or more; finite
   */
  static int[] cheapest(double[][] costs) {
    Assignment assignment = new Assignment(costs);
    for (int row = 0; row < costs.length; row++) {
      assignment.add(row);
    }
    int[] columnOf = new int[costs.length];
    for (int column = 0; column < assignment.columns; column++) {
      if (assignment.rowOf[column] != FREE) {
        columnOf[assignment.rowOf[column]] = column;
      }
    }
    return columnOf;
  }

  /** Extends the tree of shortest paths from a new row until it reaches a free column. */
  private void add(int newRow) {
    double[] distance = new double[columns];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int[] before = new int[columns];
    boolean[] done = new boolean[columns];
    int row = newRow;
    int column = FREE;
    double reached = 0;
    do {
      int nearest = FREE;
      for (int c = 0; c < columns; c++) {
        if (done[c]) {
          continue;
        }
        double through = reached + costs[row][c] - rowPrice[row] - columnPrice[c];
        if (through < distance[c]) {
          distance[c] = through;
          before[c] = column;
        }
        if (nearest == FREE || distance[c] < distance[nearest]) {
          nearest = c;
        }
      }
      column = nearest;
      reached = distance[column];
      done[column] = true;
      row = rowOf[column];
    } while (row != FREE);
    reprice(newRow, distance, done, reached);
    augment(newRow, column, before);
  }

  private void reprice(int newRow, double[] distance, boolean[] done, double reached) {
    rowPrice[newRow] += reached;
    for (int c = 0; c < columns; c++) {
      if (done[c]) {
        double slack = reached - distance[c];
        columnPrice[c] -= slack;
        if (rowOf[c] != FREE) {
          rowPrice[rowOf[c]] += slack;
        }
      }
    }
  }

  private void augment(int newRow, int freeColumn, int[] before) {
    int column = freeColumn;
    while (before[column] != FREE) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
    rowOf[column] = newRow;
  }
}
