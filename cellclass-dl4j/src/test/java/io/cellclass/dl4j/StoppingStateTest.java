package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.dl4j.EarlyStopping.Measure;
import org.junit.jupiter.api.Test;

class StoppingStateTest {
  private static final EarlyStopping BY_ACCURACY = EarlyStopping.paper();
  private static final EarlyStopping BY_LOSS = new EarlyStopping(Measure.VALIDATION_LOSS, 3);

  @Test
  void theFirstEpochIsBetterThanNone() {
    Quality worst = new Quality(1e30, 0);
    assertThat(StoppingState.first().after(1, worst, BY_ACCURACY))
        .isEqualTo(new StoppingState(1, 0, 1e30, 0));
    assertThat(StoppingState.first().after(1, worst, BY_LOSS))
        .isEqualTo(new StoppingState(1, 0, 1e30, 0));
  }

  @Test
  void ofTheSameAccuracyTheLowerLossIsKeptButDoesNotProlong() {
    StoppingState state = new StoppingState(4, 0.8, 0.5, 2);
    assertThat(state.after(7, new Quality(0.4, 0.8), BY_ACCURACY))
        .isEqualTo(new StoppingState(7, 0.8, 0.4, 3));
    assertThat(state.after(7, new Quality(0.5, 0.8), BY_ACCURACY))
        .isEqualTo(new StoppingState(4, 0.8, 0.5, 3));
    assertThat(state.after(7, new Quality(9, 0.81), BY_ACCURACY))
        .isEqualTo(new StoppingState(7, 0.81, 9, 0));
    assertThat(state.after(7, new Quality(0.1, 0.79), BY_ACCURACY))
        .isEqualTo(new StoppingState(4, 0.8, 0.5, 3));
  }

  @Test
  void byLossTheAccuracyDoesNotMatter() {
    StoppingState state = new StoppingState(4, 0.8, 0.5, 2);
    assertThat(state.after(7, new Quality(0.4, 0.1), BY_LOSS))
        .isEqualTo(new StoppingState(7, 0.1, 0.4, 0));
    assertThat(state.after(7, new Quality(0.5, 1), BY_LOSS))
        .isEqualTo(new StoppingState(4, 0.8, 0.5, 3));
  }

  @Test
  void aStartHasToBeBeaten() {
    StoppingState start = StoppingState.from(new Quality(0.5, 0.8));
    assertThat(start.after(1, new Quality(0.5, 0.8), BY_ACCURACY).bestEpoch()).isEqualTo(0);
    assertThat(start.after(1, new Quality(0.49, 0.8), BY_ACCURACY).bestEpoch()).isEqualTo(1);
  }

  @Test
  void patienceMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BY_LOSS.withPatience(0))
        .withMessageContaining("0");
    assertThat(BY_LOSS.withPatience(7)).isEqualTo(new EarlyStopping(Measure.VALIDATION_LOSS, 7));
  }
}
