package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b", "c");

  @Test
  void rowsAreTrueLabelsAndColumnsPredictedOnes() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(LABELS, new int[][] {{1, 2, 0}, {0, 4, 0}, {3, 0, 5}});

    assertThat(matrix.count(new Label("a"), new Label("b"))).isEqualTo(2);
    assertThat(matrix.count(new Label("c"), new Label("a"))).isEqualTo(3);
    assertThat(matrix.total()).isEqualTo(15);
    assertThat(matrix.correct()).isEqualTo(10);
    assertThat(matrix.labels()).isEqualTo(LABELS);
    assertThat(matrix.of(new Label("a")))
        .isEqualTo(new LabelMetrics(new Label("a"), 1 / 4.0, 1 / 3.0, 2 / 7.0, 3));
    assertThat(matrix).hasToString("ConfusionMatrix[[a, b, c], [[1, 2, 0], [0, 4, 0], [3, 0, 5]]]");
  }

  @Test
  void countsAreCopiedInAndOut() {
    int[][] counts = {{1, 0}, {0, 1}};
    ConfusionMatrix matrix = ConfusionMatrix.of(LabelSet.of("a", "b"), counts);

    counts[0][0] = 9;
    matrix.counts()[1][1] = 9;

    assertThat(matrix.total()).isEqualTo(2);
  }

  @Test
  void emptyMatrixHasZeroRatios() {
    ConfusionMatrix matrix = ConfusionMatrix.of(LABELS, new int[3][3]);

    assertThat(matrix.accuracy()).isZero();
    assertThat(matrix.balancedAccuracy()).isZero();
    assertThat(matrix.macroF1()).isZero();
  }

  @Test
  void kappaIsThatOfPublishedTables() {
    // Table 1 of Cohen 1960: 0.70 agree, 0.41 by chance. The example of scikit-learn's
    // cohen_kappa_score.
    assertThat(kappa(new int[][] {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}))
        .isCloseTo(0.29 / 0.59, within(1e-12));
    assertThat(kappa(new int[][] {{2, 0, 0}, {0, 1, 0}, {1, 0, 1}}))
        .isCloseTo(0.6875, within(1e-12));
  }

  @Test
  void kappaWithoutAnythingToConfuseIsZero() {
    assertThat(kappa(new int[3][3])).isZero();
    assertThat(kappa(new int[][] {{7, 0, 0}, {0, 0, 0}, {0, 0, 0}})).isZero();
    // All of one label, or all given one: chance does as well.
    assertThat(kappa(new int[][] {{7, 2, 1}, {0, 0, 0}, {0, 0, 0}})).isZero();
    assertThat(kappa(new int[][] {{7, 0, 0}, {2, 0, 0}, {0, 0, 0}})).isZero();
    assertThat(kappa(new int[][] {{0, 5, 0}, {5, 0, 0}, {0, 0, 0}})).isEqualTo(-1);
  }

  @Test
  void kappaOfMillionsOfImagesDoesNotOverflow() {
    int many = 500_000_000;
    assertThat(kappa(new int[][] {{many, 0, 0}, {0, many, 0}, {0, 0, many}})).isEqualTo(1);
  }

  private static double kappa(int[][] counts) {
    return ConfusionMatrix.of(LABELS, counts).cohensKappa();
  }

  @Test
  void wrongShapesAndNegativeCountsAreRefused() {
    for (int[][] counts :
        new int[][][] {new int[2][3], new int[3][2], {{1, 0, 0}, {0, -1, 0}, {0, 0, 0}}}) {
      assertThatThrownBy(() -> ConfusionMatrix.of(LABELS, counts))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected 3");
    }
  }

  @Property
  void ratiosFollowFromTheCounts(@ForAll @Size(9) List<@IntRange(max = 50) Integer> cells) {
    int[][] counts = new int[3][3];
    for (int i = 0; i < 9; i++) {
      counts[i / 3][i % 3] = cells.get(i);
    }

    ConfusionMatrix matrix = ConfusionMatrix.of(LABELS, counts);

    double recalls = 0;
    double f1s = 0;
    int supported = 0;
    int occurring = 0;
    for (int i = 0; i < 3; i++) {
      int row = counts[i][0] + counts[i][1] + counts[i][2];
      int column = counts[0][i] + counts[1][i] + counts[2][i];
      LabelMetrics metrics = matrix.of(LABELS.get(i));
      assertThat(metrics.support()).isEqualTo(row);
      double harmonic =
          metrics.precision() + metrics.recall() == 0
              ? 0
              : 2
                  * metrics.precision()
                  * metrics.recall()
                  / (metrics.precision() + metrics.recall());
      assertThat(metrics.f1()).isCloseTo(harmonic, within(1e-12));
      recalls += metrics.recall();
      f1s += metrics.f1();
      supported += row > 0 ? 1 : 0;
      occurring += row + column > 0 ? 1 : 0;
    }
    assertThat(matrix.balancedAccuracy() * Math.max(1, supported))
        .isCloseTo(recalls, within(1e-12));
    assertThat(matrix.macroF1() * Math.max(1, occurring)).isCloseTo(f1s, within(1e-12));
    assertThat(ConfusionMatrix.of(LABELS, counts)).isEqualTo(matrix).hasSameHashCodeAs(matrix);
  }
}
