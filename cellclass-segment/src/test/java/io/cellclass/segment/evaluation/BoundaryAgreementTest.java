package io.cellclass.segment.evaluation;

import static io.cellclass.segment.evaluation.Drawn.HEIGHT;
import static io.cellclass.segment.evaluation.Drawn.WIDTH;
import static io.cellclass.segment.evaluation.Drawn.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryAgreementTest {
  // Rounding of a handful of operations.
  /** Distances are rounded to float32. */
  private static final double OF_FLOATS = 1e-5;

  private static final double EXACT = 1e-12;

  private static final boolean[] TRUTH =
      Drawn.mask(
          (x, y) ->
              square(x - 20) + square(y - 24) <= 150 || square(x - 50) + 2 * square(y - 20) <= 80);
  private static final boolean[] FOUND =
      Drawn.mask(
          (x, y) ->
              square(x - 23) + square(y - 22) <= 170
                  || square(x - 48) + square(y - 10) <= 30
                  || (x >= 58 && y >= 40));

  /** The expected figures were computed with SciPy's erosion and distance transform. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.07258064516129033, 0.08333333333333333, 0.07758620689655173",
    "1, 0.1935483870967742, 0.2222222222222222, 0.20689655172413793",
    "2, 0.3548387096774194, 0.3888888888888889, 0.37108433734939755",
    "3.5, 0.532258064516129, 0.6296296296296297, 0.5768637532133736"
  })
  void boundariesMatchWithinTheTolerance(
      double tolerance, double precision, double recall, double f1) {
    BoundaryAgreement agreement = BoundaryAgreement.of(WIDTH, HEIGHT, TRUTH, FOUND, tolerance);

    assertThat(agreement.precision()).isCloseTo(precision, within(EXACT));
    assertThat(agreement.recall()).isCloseTo(recall, within(EXACT));
    assertThat(agreement.f1()).isCloseTo(f1, within(EXACT));
    BoundaryAgreement turned = BoundaryAgreement.of(WIDTH, HEIGHT, FOUND, TRUTH, tolerance);
    assertThat(turned.precision()).isCloseTo(recall, within(EXACT));
  }

  /** Computed with SciPy's distance transform and NumPy's percentile. */
  @Test
  void distancesAreThoseOfSciPy() {
    BoundaryAgreement agreement = BoundaryAgreement.of(WIDTH, HEIGHT, TRUTH, FOUND, 2);

    assertThat(agreement.hausdorff().orElseThrow()).isCloseTo(23.40939982143925, within(OF_FLOATS));
    assertThat(agreement.hausdorff95().orElseThrow())
        .isCloseTo(21.795379101946022, within(OF_FLOATS));
  }

  /** Two single pixels 3 columns and 4 rows apart. */
  @Test
  void theDistanceOfTwoPixelsIsThatOfTheirCentres() {
    boolean[] one = Drawn.mask((x, y) -> x == 10 && y == 10);
    boolean[] other = Drawn.mask((x, y) -> x == 13 && y == 14);

    BoundaryAgreement apart = BoundaryAgreement.of(WIDTH, HEIGHT, one, other, 4.99);
    assertThat(apart.hausdorff()).hasValue(5);
    assertThat(apart.hausdorff95()).hasValue(5);
    assertThat(apart.f1()).isZero();
    assertThat(BoundaryAgreement.of(WIDTH, HEIGHT, one, other, 5).f1()).isEqualTo(1);
  }

  @Test
  void emptyMasksAgreeAndOneEmptyMaskHasNoDistance() {
    boolean[] none = new boolean[WIDTH * HEIGHT];

    BoundaryAgreement both = BoundaryAgreement.of(WIDTH, HEIGHT, none, none, 2);
    assertThat(both.f1()).isEqualTo(1);
    assertThat(both.hausdorff()).hasValue(0);
    BoundaryAgreement missed = BoundaryAgreement.of(WIDTH, HEIGHT, TRUTH, none, 2);
    assertThat(missed.precision()).isEqualTo(1);
    assertThat(missed.recall()).isZero();
    assertThat(missed.f1()).isZero();
    assertThat(missed.hausdorff()).isEmpty();
    BoundaryAgreement invented = BoundaryAgreement.of(WIDTH, HEIGHT, none, FOUND, 2);
    assertThat(invented.precision()).isZero();
    assertThat(invented.f1()).isZero();
    assertThat(invented.hausdorff95()).isEmpty();
  }

  /** The boundary of a mask that fills the image is the image's border. */
  @Test
  void theBorderOfTheImageIsABoundary() {
    boolean[] all = Drawn.mask(9, 9, (x, y) -> true);
    boolean[] inner = Drawn.mask(9, 9, (x, y) -> x > 0 && x < 8 && y > 0 && y < 8);

    BoundaryAgreement agreement = BoundaryAgreement.of(9, 9, all, inner, 1);
    // A corner of the border is the root of 2 from the corner of the inner square.
    assertThat(agreement.hausdorff().orElseThrow()).isCloseTo(Math.sqrt(2), within(OF_FLOATS));
    assertThat(agreement.recall()).isEqualTo(28.0 / 32);
    assertThat(agreement.precision()).isEqualTo(1);
  }

  @Test
  void theToleranceOfAnImageIsAShareOfItsDiagonal() {
    assertThat(BoundaryAgreement.tolerance(640, 480)).isEqualTo(7);
    assertThat(BoundaryAgreement.tolerance(120, 120)).isEqualTo(2);
    assertThatThrownBy(() -> BoundaryAgreement.of(WIDTH, HEIGHT, TRUTH, FOUND, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1.0");
  }
}
