package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that trainers are told. */
class TrainerSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"head", "blocks:1", "blocks:11", "all"})
  void whatIsTrainableReadsAsItIsWritten(String text) {
    assertThat(Trainable.parse(text)).hasToString(text);
  }

  @Test
  void whatIsTrainableIsWhatItsNameSays() {
    assertThat(Trainable.parse("head")).isEqualTo(Trainable.head());
    assertThat(Trainable.parse("blocks:2")).isEqualTo(Trainable.blocks(2));
    assertThat(Trainable.parse("all")).isEqualTo(Trainable.all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Head",
        "blocks",
        "blocks:",
        "blocks:0",
        "blocks:-1",
        "blocks:x",
        "blocks:9999999999",
        "all "
      })
  void anythingElseIsNotTrainable(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Trainable.parse(text));
  }

  @ParameterizedTest
  @EnumSource(Balance.class)
  void aBalanceReadsAsItIsWritten(Balance balance) {
    assertThat(Balance.parse(balance.toString())).isEqualTo(balance);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Balance.parse(balance.name()))
        .withMessageContaining(balance.name());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.9, 1",
    "-0.1, 0.9, 1",
    "0.9, 1, 1",
    "0.9, 0.9, 0",
    "NaN, 0.9, 1",
    "0.9, 0.9, Infinity"
  })
  void adamOutOfRangeIsRefused(double beta1, double beta2, double epsilon) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Optimizer.Adam(beta1, beta2, epsilon));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aMomentumOutOfRangeIsRefused(double momentum) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.sgd(momentum))
        .withMessageContaining(Double.toString(momentum));
  }
}
