package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinearImputationTest {
  /** What the solver promises: cycles change less, and what is left is smaller. */
  private static final Offset<Double> TOLERANCE = within((double) LinearImputation.TOLERANCE);

  private static RgbImage random(int width, int height, Random random) {
    byte[] bytes = new byte[3 * width * height];
    random.nextBytes(bytes);
    return RgbImage.of(width, height, bytes);
  }

  @Test
  void onePixelIsTheWeightedMeanOfItsNeighbours() {
    int[] levels = {12, 60, 24, 120, 255, 180, 36, 240, 48};
    byte[] bytes = new byte[27];
    for (int i = 0; i < 27; i++) {
      bytes[i] = (byte) (i % 3 == 0 ? levels[i / 3] : 7);
    }
    boolean[] removed = new boolean[9];
    removed[4] = true;

    float[] values = LinearImputation.of(RgbImage.of(3, 3, bytes), removed);

    // (60 + 120 + 180 + 240) / 6 + (12 + 24 + 36 + 48) / 12.
    assertThat((double) values[12]).isCloseTo(110, TOLERANCE);
    assertThat((double) values[13]).isCloseTo(7, TOLERANCE);
    assertThat(values[9]).isEqualTo(120);
  }

  @Test
  void theWeightsOfACornersThreeNeighboursAreDividedByTheirSum() {
    byte[] bytes = new byte[12];
    bytes[3] = 100;
    bytes[6] = 50;
    bytes[9] = 30;

    float[] values =
        LinearImputation.of(RgbImage.of(2, 2, bytes), new boolean[] {true, false, false, false});

    // (100 / 6 + 50 / 6 + 30 / 12) / (5 / 12).
    assertThat((double) values[0]).isCloseTo(66, TOLERANCE);
  }

  @Test
  void aRampIsRestoredAwayFromTheBorder() {
    int side = 60;
    byte[] bytes = new byte[3 * side * side];
    boolean[] removed = new boolean[side * side];
    for (int i = 0; i < side * side; i++) {
      int x = i % side;
      int y = i / side;
      bytes[3 * i] = (byte) (4 * x);
      bytes[3 * i + 1] = (byte) (2 * x + y);
      bytes[3 * i + 2] = (byte) (250 - 3 * y);
      removed[i] = x > 4 && x < 55 && y > 2 && y < 57;
    }

    float[] values = LinearImputation.of(RgbImage.of(side, side, bytes), removed);

    for (int i = 0; i < bytes.length; i++) {
      assertThat((double) values[i]).isCloseTo(bytes[i] & 0xff, TOLERANCE);
    }
  }

  @Property(tries = 150)
  void theSolutionIsThatOfTheEliminationOfUnknowns(
      @ForAll @IntRange(min = 1, max = 13) int width,
      @ForAll @IntRange(min = 1, max = 13) int height,
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll long seed) {
    Random random = new Random(seed);
    RgbImage image = random(width, height, random);
    boolean[] removed = new boolean[width * height];
    for (int i = 0; i < removed.length; i++) {
      removed[i] = random.nextInt(100) < percent;
    }
    removed[random.nextInt(removed.length)] = false;

    float[] values = LinearImputation.of(image, removed);

    double[][] exact = eliminated(image, removed);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i]).isCloseTo(exact[i / 3][i % 3], TOLERANCE);
    }
  }

  @Test
  void largeRegionsAreSolvedTooInFormsOfAllKinds() {
    int side = 200;
    Random random = new Random(5);
    RgbImage image = random(side, side, random);
    for (int form = 0; form < 4; form++) {
      boolean[] removed = new boolean[side * side];
      for (int i = 0; i < removed.length; i++) {
        int x = i % side;
        int y = i / side;
        removed[i] =
            switch (form) {
              case 0 -> i > 0;
              case 1 -> x % 50 != 0;
              case 2 -> Math.hypot(x - 90, y - 120) < 80;
              default -> random.nextInt(100) < 95;
            };
      }
      assertThat(worstEquation(image, LinearImputation.of(image, removed), removed))
          .isLessThan(0.01);
    }
  }

  @Test
  void anImageOfWhichNothingIsKeptIsRefused() {
    assertThatThrownBy(
            () -> LinearImputation.of(RgbImage.of(1, 1, new byte[3]), new boolean[] {true}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a pixel to be kept, found all removed");
  }

  /** How far a removed pixel is from the mean of its neighbours at the most, in levels. */
  private static double worstEquation(RgbImage image, float[] values, boolean[] removed) {
    double worst = 0;
    for (int i = 0; i < removed.length; i++) {
      double[] weights = weights(image, i);
      for (int colour = 0; removed[i] && colour < 3; colour++) {
        double mean = 0;
        for (int k = 0; k < 9; k++) {
          if (weights[k] > 0) {
            mean += weights[k] * values[3 * neighbour(image, i, k) + colour];
          }
        }
        worst = Math.max(worst, Math.abs(mean - values[3 * i + colour]));
      }
    }
    return worst;
  }

  /** The weights of a pixel's neighbours, 0 where there is none, with the sum 1. */
  private static double[] weights(RgbImage image, int pixel) {
    double[] weights = new double[9];
    double sum = 0;
    for (int k = 0; k < 9; k++) {
      int x = pixel % image.width() + k % 3 - 1;
      int y = pixel / image.width() + k / 3 - 1;
      if (k != 4 && x >= 0 && x < image.width() && y >= 0 && y < image.height()) {
        weights[k] = k % 2 == 1 ? 1 / 6.0 : 1 / 12.0;
        sum += weights[k];
      }
    }
    for (int k = 0; sum > 0 && k < 9; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private static int neighbour(RgbImage image, int pixel, int k) {
    return pixel + (k / 3 - 1) * image.width() + k % 3 - 1;
  }

  /** Gauss-Jordan on an equation for each pixel, with the three colours as right sides. */
  private static double[][] eliminated(RgbImage image, boolean[] removed) {
    int n = removed.length;
    byte[] bytes = image.bytes();
    double[][] rows = new double[n][n + 3];
    for (int i = 0; i < n; i++) {
      rows[i][i] = 1;
      double[] weights = weights(image, i);
      for (int k = 0; k < 9; k++) {
        if (removed[i] && weights[k] > 0) {
          rows[i][neighbour(image, i, k)] = -weights[k];
        }
      }
      for (int colour = 0; colour < 3; colour++) {
        rows[i][n + colour] = removed[i] ? 0 : bytes[3 * i + colour] & 0xff;
      }
    }
    for (int i = 0; i < n; i++) {
      eliminate(rows, i);
    }
    double[][] solution = new double[n][3];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows[i], n, solution[i], 0, 3);
    }
    return solution;
  }

  /** The rows are diagonally dominant: no row has to be chosen. */
  private static void eliminate(double[][] rows, int pivot) {
    double own = rows[pivot][pivot];
    for (int j = pivot; j < rows[pivot].length; j++) {
      rows[pivot][j] /= own;
    }
    for (int i = 0; i < rows.length; i++) {
      double factor = rows[i][pivot];
      if (i != pivot && factor != 0) {
        for (int j = pivot; j < rows[i].length; j++) {
          rows[i][j] -= factor * rows[pivot][j];
        }
      }
    }
  }
}
