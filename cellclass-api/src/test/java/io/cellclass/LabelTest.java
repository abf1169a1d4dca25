package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a\tb", "a\u0085b"})
  void nameThatIsNoPlainTextIsRefused(String name) {
    assertThatThrownBy(() -> new Label(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label's name");
  }

  @Test
  void labelReadsAsItsName() {
    assertThat(new Label("immature granulocyte")).hasToString("immature granulocyte");
  }

  @Test
  void setKeepsItsOrderAndDropsRepetitions() {
    LabelSet labels = LabelSet.of("b", "a", "b");

    assertThat(labels.asList()).containsExactly(new Label("b"), new Label("a"));
    assertThat(labels).containsExactly(new Label("b"), new Label("a"));
    assertThat(labels.size()).isEqualTo(2);
    assertThat(labels.get(1)).isEqualTo(new Label("a"));
    assertThat(labels.indexOf(new Label("a"))).isEqualTo(1);
    assertThat(labels.contains(new Label("c"))).isFalse();
    assertThat(labels).hasToString("[b, a]");
  }

  @Test
  void setsAreEqualInTheSameOrderOnly() {
    LabelSet labels = LabelSet.of("a", "b");

    assertThat(labels)
        .isEqualTo(LabelSet.of(List.of(new Label("a"), new Label("b"))))
        .hasSameHashCodeAs(LabelSet.of("a", "b"))
        .isNotEqualTo(LabelSet.of("b", "a"));
  }

  @Test
  void unknownLabelsAndPositionsAreRefused() {
    LabelSet labels = LabelSet.of("a", "b");

    assertThatThrownBy(() -> labels.indexOf(new Label("c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown label c: expected one of [a, b]");
    assertThatThrownBy(() -> labels.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> labels.asList().add(new Label("c")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
