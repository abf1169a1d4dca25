package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.explain.faithfulness.ProbabilityCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbabilityCurveTest {
  @Test
  void theAreaIsThatOfTrapezoids() {
    ProbabilityCurve curve =
        new ProbabilityCurve(List.of(new Point(0, 1), new Point(0.25, 0.6), new Point(1, 0.2)));

    // 0.25 * 0.8 + 0.75 * 0.4.
    assertThat(curve.area()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void sharesThatDoNotRiseFromNoneToAllAreRefused() {
    assertRefused();
    assertRefused(new Point(0, 1));
    assertRefused(new Point(0.1, 1), new Point(1, 1));
    assertRefused(new Point(0, 1), new Point(0.9, 1));
    assertRefused(new Point(0, 1), new Point(0.6, 1), new Point(0.5, 1), new Point(1, 1));
  }

  private static void assertRefused(Point... points) {
    assertThatThrownBy(() -> new ProbabilityCurve(List.of(points)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected shares that rise from 0 to 1");
  }
}
