package io.cellclass;

import java.util.Arrays;

/**
 * How alike two square pictures are when one is shifted, stretched, turned and sheared a little
 * onto the other: the largest correlation coefficient, over what they have in common, of the affine
 * maps that a search comes by.
 *
 * <p>The search goes from the identity by Gauss-Newton steps on the enhanced correlation
 * coefficient (Evangelidis and Psarakis 2008, Parametric image alignment using enhanced correlation
 * coefficient maximization, IEEE PAMI 30(10)), with the pictures brought to mean 0 and norm 1 in
 * each step.
 */
final class Alignment {
  private static final int STEPS = 12;
  private static final int UNKNOWNS = 6;

  /** The share of a picture that has to lie on the other. */
  private static final double OVERLAP = 0.7;

  /** Less than this and the correlation is that of noise. */
  private static final double LEAST_NORM = 1e-3;

  private final float[] fixed;
  private final float[] moving;
  private final int side;
  private final double[] map;

  private final double[] still;
  private final double[] warped;
  private final double[][] slopes;
  private int common;

  private double correlation;

  private Alignment(float[] fixed, float[] moving, int side, double[] map) {
    this.fixed = fixed;
    this.moving = moving;
    this.side = side;
    this.map = map;
    this.still = new double[side * side];
    this.warped = new double[side * side];
    this.slopes = new double[side * side][UNKNOWNS];
    this.correlation = -1;
    run();
  }

  /** Of two square pictures of a side. */
  static Alignment of(float[] fixed, float[] moving, int side) {
    return new Alignment(fixed, moving, side, new double[UNKNOWNS]);
  }

  /** Goes on from here with larger pictures of the same. */
  Alignment refined(float[] fixed, float[] moving, int side) {
    return new Alignment(fixed, moving, side, map.clone());
  }

  /** The largest correlation coefficient that was found, in [-1, 1]; -1 where there was none. */
  double correlation() {
    return correlation;
  }

  /** The correlation coefficient of two thumbnails as they are, in [-1, 1]; 0 for a blank one. */
  static double correlation(float[] one, float[] other) {
    double sum = 0;
    double ofOne = 0;
    double ofOther = 0;
    double meanOne = mean(one);
    double meanOther = mean(other);
    for (int i = 0; i < one.length; i++) {
      double a = one[i] - meanOne;
      double b = other[i] - meanOther;
      sum += a * b;
      ofOne += a * a;
      ofOther += b * b;
    }
    double norms = Math.sqrt(ofOne * ofOther);
    return norms < LEAST_NORM ? 0 : sum / norms;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private void run() {
    double[] best = map.clone();
    for (int step = 0; step < STEPS; step++) {
      warp();
      if (common < OVERLAP * side * side || !normalise(still, false) || !normalise(warped, true)) {
        break;
      }
      double now = 0;
      for (int i = 0; i < common; i++) {
        now += still[i] * warped[i];
      }
      if (now > correlation) {
        correlation = now;
        System.arraycopy(map, 0, best, 0, UNKNOWNS);
      }
      if (!advance()) {
        break;
      }
    }
    System.arraycopy(best, 0, map, 0, UNKNOWNS);
  }

  /** Samples the moving picture, and how it changes with the map, where it covers the fixed one. */
  private void warp() {
    common = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        // In [-1, 1], so that all unknowns have one scale.
        double right = 2.0 * x / (side - 1) - 1;
        double down = 2.0 * y / (side - 1) - 1;
        double column = x + (map[0] + map[1] * right + map[2] * down) * (side - 1) / 2;
        double row = y + (map[3] + map[4] * right + map[5] * down) * (side - 1) / 2;
        if (column >= 0 && row >= 0 && column <= side - 1 && row <= side - 1) {
          sample(fixed[y * side + x], column, row, right, down);
        }
      }
    }
  }

  private void sample(double value, double column, double row, double right, double down) {
    int x = Math.min((int) column, side - 2);
    int y = Math.min((int) row, side - 2);
    double dx = column - x;
    double dy = row - y;
    double a = moving[y * side + x];
    double b = moving[y * side + x + 1];
    double c = moving[(y + 1) * side + x];
    double d = moving[(y + 1) * side + x + 1];
    double slopeX = ((b - a) * (1 - dy) + (d - c) * dy) * (side - 1) / 2;
    double slopeY = ((c - a) * (1 - dx) + (d - b) * dx) * (side - 1) / 2;
    still[common] = value;
    warped[common] = (a * (1 - dx) + b * dx) * (1 - dy) + (c * (1 - dx) + d * dx) * dy;
    double[] slope = slopes[common++];
    slope[0] = slopeX;
    slope[1] = slopeX * right;
    slope[2] = slopeX * down;
    slope[3] = slopeY;
    slope[4] = slopeY * right;
    slope[5] = slopeY * down;
  }

  /** Brings what is common to mean 0 and norm 1, and the slopes to the same scale. */
  private boolean normalise(double[] values, boolean withSlopes) {
    double mean = Arrays.stream(values, 0, common).sum() / common;
    double squares = 0;
    for (int i = 0; i < common; i++) {
      values[i] -= mean;
      squares += values[i] * values[i];
    }
    double norm = Math.sqrt(squares);
    if (norm < LEAST_NORM) {
      return false;
    }
    for (int i = 0; i < common; i++) {
      values[i] /= norm;
      for (int k = 0; withSlopes && k < UNKNOWNS; k++) {
        slopes[i][k] /= norm;
      }
    }
    return true;
  }

  /** One Gauss-Newton step; false where there is none, or the map strays from "a little". */
  private boolean advance() {
    double[][] equations = new double[UNKNOWNS][UNKNOWNS + 1];
    for (int i = 0; i < common; i++) {
      double[] slope = slopes[i];
      double rest = still[i] - warped[i];
      for (int k = 0; k < UNKNOWNS; k++) {
        for (int l = k; l < UNKNOWNS; l++) {
          equations[k][l] += slope[k] * slope[l];
        }
        equations[k][UNKNOWNS] += slope[k] * rest;
      }
    }
    return solve(equations);
  }

  private boolean solve(double[][] equations) {
    for (int k = 0; k < UNKNOWNS; k++) {
      for (int l = 0; l < k; l++) {
        equations[k][l] = equations[l][k];
      }
    }
    // Symmetric and positive definite but for blank pictures: no pivoting needed.
    for (int k = 0; k < UNKNOWNS; k++) {
      if (equations[k][k] < 1e-9) {
        return false;
      }
      for (int r = 0; r < UNKNOWNS; r++) {
        double factor = r == k ? 0 : equations[r][k] / equations[k][k];
        for (int l = k; factor != 0 && l <= UNKNOWNS; l++) {
          equations[r][l] -= factor * equations[k][l];
        }
      }
    }
    double largest = 0;
    for (int k = 0; k < UNKNOWNS; k++) {
      double step = equations[k][UNKNOWNS] / equations[k][k];
      map[k] += step;
      largest = Math.max(largest, Math.abs(step));
      if (Math.abs(map[k]) > 0.5) {
        return false;
      }
    }
    return largest > 1e-4;
  }
}
