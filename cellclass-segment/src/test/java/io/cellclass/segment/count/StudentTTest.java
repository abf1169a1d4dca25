package io.cellclass.segment.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** The expected values are SciPy's. */
  @ParameterizedTest
  @CsvSource({
    "1, 12.706204736174694",
    "2, 4.302652729749462",
    "3, 3.1824463052837078",
    "4, 2.7764451051977934",
    "16, 2.1199052992212546",
    "84, 1.9886096669757083",
    "1000, 1.9623390808264083"
  })
  void quantilesAreThoseOfTheTables(int freedom, double quantile) {
    assertThat(StudentT.twoSidedQuantile(0.95, freedom)).isCloseTo(quantile, within(1e-9));
  }
}
