package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void framesOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Framing(7, 100, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> new Framing(100, 2049, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> new Framing(100, 100, 1.9));
    assertThatIllegalArgumentException().isThrownBy(() -> new Framing(100, 100, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Framing.singleCell(71));
  }

  @Test
  void fieldsOutOfRangeAreRefused() {
    FieldPlan plan = FieldPlan.DEFAULT;
    assertThatIllegalArgumentException().isThrownBy(() -> plan.withOverlap(0.41));
    assertThatIllegalArgumentException().isThrownBy(() -> plan.withOverlap(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> plan.withCells(1, -1, 0));
  }

  @Test
  void copiesChangeOneThing() {
    Framing framing = new Framing(100, 80, 4);
    assertThat(FieldPlan.DEFAULT.withFraming(framing).withCells(1, 2, 3).withOverlap(0.2))
        .isEqualTo(new FieldPlan(framing, 1, 2, 3, 0.2));
  }

  @Test
  void aBoxHoldsItsPixelsOnly() {
    Box box = new Box(3, 4, 2, 1);
    assertThat(box.contains(3, 4)).isTrue();
    assertThat(box.contains(4, 4)).isTrue();
    assertThat(box.contains(5, 4)).isFalse();
    assertThat(box.contains(3, 5)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0, 0, 1));
  }
}
