package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void aTableHasItsFirstColumnLeftAndTheOthersRight() {
    TextTable table = new TextTable().row("label", "n").row("x", "12345").row("longest", "1");
    assertThat(table.toString().lines())
        .containsExactly("label        n", "x        12345", "longest      1");
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    TextTable table = new TextTable().row("label", "n");
    assertThatThrownBy(() -> table.row("x")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59.4, 59 s",
    "59.6, 1 min 00 s",
    "61, 1 min 01 s",
    "3599, 59 min 59 s",
    "3725, 1 h 02 min"
  })
  void timeReadsAsPeopleSayIt(double seconds, String text) {
    assertThat(Durations.text(seconds)).isEqualTo(text);
  }
}
