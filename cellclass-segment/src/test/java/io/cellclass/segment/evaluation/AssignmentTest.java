package io.cellclass.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  @Test
  void aGreedyChoiceIsGivenUpForACheaperWhole() {
    assertThat(Assignment.cheapest(new double[][] {{1, 2}, {1, 9}})).containsExactly(1, 0);
  }

  @Property(tries = 300)
  void noOtherAssignmentIsCheaper(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 0, max = 2) int more,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[][] costs = new double[rows][rows + more];
    for (double[] row : costs) {
      // Few values, so that ties are common.
      Arrays.setAll(row, i -> random.nextInt(7) - 3);
    }

    int[] columnOf = Assignment.cheapest(costs);

    assertThat(columnOf).doesNotHaveDuplicates();
    double cost = 0;
    for (int row = 0; row < rows; row++) {
      cost += costs[row][columnOf[row]];
    }
    assertThat(cost).isCloseTo(cheapest(costs, 0, new boolean[rows + more]), within(1e-9));
  }

  /** By trying all. */
  private static double cheapest(double[][] costs, int row, boolean[] taken) {
    if (row == costs.length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int column = 0; column < taken.length; column++) {
      if (!taken[column]) {
        taken[column] = true;
        best = Math.min(best, costs[row][column] + cheapest(costs, row + 1, taken));
        taken[column] = false;
      }
    }
    return best;
  }
}
