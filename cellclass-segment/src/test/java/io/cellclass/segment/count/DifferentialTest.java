package io.cellclass.segment.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.ConfusionMatrix;
import io.cellclass.Interval;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferentialTest {
  private static final LabelSet TWO = LabelSet.of("a", "b");
  private static final LabelSet THREE = LabelSet.of("a", "b", "c");

  private static SlideCounts slide(LabelSet labels, int rejected, int... counts) {
    List<TypeCount> types = new ArrayList<>();
    int white = rejected;
    for (int i = 0; i < counts.length; i++) {
      types.add(new TypeCount(labels.get(i), counts[i]));
      white += counts[i];
    }
    return SlideCounts.of(List.of(new FieldCounts("field", 0, white, 0, types, rejected)));
  }

  @Test
  void theCountedSharesHaveWilsonsInterval() {
    Differential differential = Differential.asCounted(slide(TWO, 5, 30, 70));

    assertThat(differential.rejected()).isEqualTo(5);
    assertThat(differential.shares().get(0))
        .isEqualTo(new TypeShare(new Label("a"), 30, 0.3, Interval.wilson(30, 100)));
  }

  /** Rogan and Gladen: (positive + specificity - 1) / (sensitivity + specificity - 1). */
  @Test
  void theErrorsAreTakenOut() {
    ConfusionMatrix confusion = ConfusionMatrix.of(TWO, new int[][] {{90, 10}, {40, 160}});

    Differential differential = Differential.corrected(slide(TWO, 0, 300, 700), confusion, 1);

    double truth = (0.3 + 0.8 - 1) / (0.9 + 0.8 - 1);
    assertThat(differential.shares().get(0).share()).isCloseTo(truth, within(1e-6));
    assertThat(differential.shares().get(1).share()).isCloseTo(1 - truth, within(1e-6));
    // The delta method with the errors' own variances gives a standard error of 0.0408.
    Interval interval = differential.shares().get(0).interval();
    assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * 0.0408, within(0.02));
  }

  @Test
  void aShareIsNeverNegative() {
    ConfusionMatrix confusion = ConfusionMatrix.of(TWO, new int[][] {{90, 10}, {40, 160}});

    Differential differential = Differential.corrected(slide(TWO, 0, 18, 82), confusion, 1);

    assertThat(differential.shares().get(0).share()).isCloseTo(0, within(1e-3));
    assertThat(differential.shares().get(0).interval().high()).isBetween(0.01, 0.2);
  }

  @Test
  void aTypeThatWasNeverSeenMayStillBeThere() {
    ConfusionMatrix perfect =
        ConfusionMatrix.of(THREE, new int[][] {{50, 0, 0}, {0, 50, 0}, {0, 0, 50}});

    Differential differential = Differential.corrected(slide(THREE, 0, 60, 40, 0), perfect, 1);

    assertThat(differential.shares().get(2).share()).isCloseTo(0, within(1e-6));
    assertThat(differential.shares().get(2).interval().high()).isBetween(0.005, 0.06);
    assertThat(differential.shares().get(0).share()).isCloseTo(0.6, within(1e-6));
  }

  @Test
  void theSameSeedGivesTheSameIntervals() {
    ConfusionMatrix confusion = ConfusionMatrix.of(TWO, new int[][] {{9, 1}, {4, 16}});
    SlideCounts counts = slide(TWO, 0, 30, 70);

    assertThat(Differential.corrected(counts, confusion, 3))
        .isEqualTo(Differential.corrected(counts, confusion, 3))
        .isNotEqualTo(Differential.corrected(counts, confusion, 4));
  }

  /** New cells and new test images of a known classifier, again and again. */
  @Test
  void theIntervalsCoverTheTrueSharesAsOftenAsTheySay() {
    double[] truth = {0.6, 0.3, 0.1};
    double[][] errors = {{0.9, 0.07, 0.03}, {0.1, 0.85, 0.05}, {0.05, 0.1, 0.85}};
    Random random = new Random(11);
    int corrected = 0;
    int counted = 0;
    int slides = 60;
    for (int slide = 0; slide < slides; slide++) {
      int[][] seen = new int[3][];
      for (int i = 0; i < 3; i++) {
        seen[i] = sample(errors[i], 80, random);
      }
      double[] given = new double[3];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          given[j] += truth[i] * errors[i][j];
        }
      }
      SlideCounts counts = slide(THREE, 0, sample(given, 400, random));
      ConfusionMatrix confusion = ConfusionMatrix.of(THREE, seen);
      corrected += covered(Differential.corrected(counts, confusion, slide), truth);
      counted += covered(Differential.asCounted(counts), truth);
    }

    assertThat(corrected / (3.0 * slides)).isBetween(0.90, 0.995);
    // What ignores the errors misses the truth much more often than it says.
    assertThat(counted / (3.0 * slides)).isLessThan(0.9);
  }

  private static int covered(Differential differential, double[] truth) {
    int covered = 0;
    for (int i = 0; i < truth.length; i++) {
      Interval interval = differential.shares().get(i).interval();
      covered += interval.low() <= truth[i] && truth[i] <= interval.high() ? 1 : 0;
    }
    return covered;
  }

  private static int[] sample(double[] shares, int size, Random random) {
    int[] counts = new int[shares.length];
    for (int k = 0; k < size; k++) {
      double left = random.nextDouble();
      int i = 0;
      while (i < shares.length - 1 && left >= shares[i]) {
        left -= shares[i++];
      }
      counts[i]++;
    }
    return counts;
  }

  @Test
  void whatCannotBeCorrectedIsRefused() {
    ConfusionMatrix noImage = ConfusionMatrix.of(TWO, new int[][] {{9, 1}, {0, 0}});
    assertThatThrownBy(() -> Differential.corrected(slide(TWO, 0, 3, 7), noImage, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the confusion has no image of b, so its errors are unknown");
    assertThatThrownBy(() -> Differential.corrected(slide(THREE, 0, 3, 7, 1), noImage, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a confusion of ");
    assertThatThrownBy(() -> Differential.asCounted(slide(TWO, 4, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(" has a type");
  }
}
