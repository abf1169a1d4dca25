package io.cellclass.network.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Padding;
import io.cellclass.network.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationRangesTest {
  private static final Network NETWORK =
      Network.of(
          new Shape(4, 4, 1),
          List.of(
              node("a", new Relu(), Network.INPUT),
              node("b", new Relu(), Network.INPUT),
              node("c", new Relu(), Network.INPUT),
              node("pool", new MaxPool(3, 1, Padding.SAME), "a"),
              node("both", new Concatenation(), "pool", "b"),
              node("other", new Concatenation(), "c", "c")),
          List.of("both", "other"),
          Map.of());

  private static Node node(String name, Operation operation, String... inputs) {
    return new Node(name, operation, List.of(inputs));
  }

  @Test
  void everyValueThatIsBoundToAnotherHasTheRangeOfAll() {
    RangeRecorder recorder = new RangeRecorder();
    recorder.record(Network.INPUT, new float[] {-9, 9});
    recorder.record("a", new float[] {0, 1});
    recorder.record("b", new float[] {-2, 3});
    recorder.record("c", new float[] {-5, 5});
    recorder.record("pool", new float[] {0, 2});
    recorder.record("both", new float[] {-1, 4});
    recorder.record("other", new float[] {-5, 6});
    CalibrationRanges measured = recorder.ranges(1);
    CalibrationRanges shared =
        measured.shared(NETWORK, node -> !(node.operation() instanceof Relu));
    for (String name : List.of("a", "b", "pool", "both")) {
      assertThat(shared.of(name)).as(name).isEqualTo(new QuantizedRange(-2, 4));
    }
    for (String name : List.of("c", "other")) {
      assertThat(shared.of(name)).as(name).isEqualTo(new QuantizedRange(-5, 6));
    }
    assertThat(shared.of(Network.INPUT)).isEqualTo(new QuantizedRange(-9, 9));
    assertThat(measured.shared(NETWORK, node -> false).asMap()).isEqualTo(measured.asMap());
  }

  @Test
  void whatWasNotMeasuredIsNamed() {
    CalibrationRanges none = new RangeRecorder().ranges();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.of("a"))
        .withMessage("no range of a was measured");
    assertThatIllegalArgumentException().isThrownBy(() -> none.shared(NETWORK, node -> true));
  }

  @Test
  void anObservableNetworkGivesEveryNode() {
    assertThat(RangeRecorder.observable(NETWORK).outputs())
        .containsExactly("a", "b", "c", "pool", "both", "other");
  }

  @Test
  void aShareKeepsMostOfTheValues() {
    RangeRecorder recorder = new RangeRecorder();
    assertThatIllegalArgumentException().isThrownBy(() -> recorder.ranges(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> recorder.ranges(1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> recorder.ranges(Double.NaN));
  }
}
