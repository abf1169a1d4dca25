package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A graph that differs in one thing from a sound one is refused, even though it can be encoded. */
class GraphChecksTest {
  private static final int SIZE = 12;
  private static final int LABELS = 5;

  private static final List<LiteGraph> SOUND =
      List.of(
          compiled(new FloatNumerics(), Boundary.FLOAT),
          compiled(new HalfNumerics(), Boundary.FLOAT),
          compiled(
              new IntegerNumerics(
                  SmallModels.TINY.network(),
                  ActivationRanges.of(
                      SmallModels.TINY.network(),
                      SmallModels.TINY.preprocessing(),
                      SmallModels.images(1),
                      1)),
              Boundary.BYTES));

  private static LiteGraph compiled(Numerics numerics, Boundary boundary) {
    return NetworkCompiler.compile(SmallModels.TINY.network(), numerics, boundary);
  }

  @Test
  void soundGraphsPass() {
    SOUND.forEach(graph -> GraphChecks.check(graph, SIZE, LABELS));
  }

  @Test
  void graphsOfAnotherSizeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphChecks.check(SOUND.get(0), SIZE + 1, LABELS))
        .withMessageContaining("expected input of [1, 13, 13, 3], found [1, 12, 12, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphChecks.check(SOUND.get(0), SIZE, LABELS - 1));
  }

  @Test
  void noTensorMayHaveAnotherShape() {
    changeEachTensor(
        tensor -> {
          int[] sides = tensor.shape().toArray();
          sides[sides.length - 1]++;
          return with(tensor, tensor.type(), ImmutableIntArray.copyOf(sides), tensor.scales());
        });
    changeEachTensor(
        tensor -> {
          int[] sides = tensor.shape().toArray();
          sides[0] = 0;
          return with(tensor, tensor.type(), ImmutableIntArray.copyOf(sides), tensor.scales());
        });
  }

  @Test
  void noTensorMayHaveAnotherType() {
    for (ElementType type : List.of(ElementType.INT32, ElementType.FLOAT16)) {
      changeEachTensor(
          tensor ->
              with(
                  tensor,
                  tensor.type() == type ? ElementType.FLOAT32 : type,
                  tensor.shape(),
                  tensor.scales()));
    }
  }

  private static LiteTensor with(
      LiteTensor tensor, ElementType type, ImmutableIntArray shape, @Nullable Scales scales) {
    return new LiteTensor(tensor.name(), type, shape, tensor.batched(), tensor.buffer(), scales);
  }

  private static void changeEachTensor(UnaryOperator<LiteTensor> change) {
    for (LiteGraph graph : SOUND) {
      for (int i = 0; i < graph.tensors().size(); i++) {
        List<LiteTensor> tensors = new ArrayList<>(graph.tensors());
        tensors.set(i, change.apply(tensors.get(i)));
        assertRefused(graph, tensors, graph.operators(), graph.buffers());
      }
    }
  }

  @Test
  void noBufferMayBeShorterOrLonger() {
    for (LiteGraph graph : SOUND) {
      for (int i = 0; i < graph.buffers().size(); i++) {
        for (int more : new int[] {-1, 4}) {
          int length = graph.buffers().get(i).remaining() + more;
          if (length > 0) {
            List<ByteBuffer> buffers = new ArrayList<>(graph.buffers());
            buffers.set(i, ByteBuffer.allocate(length).asReadOnlyBuffer());
            assertRefused(graph, graph.tensors(), graph.operators(), buffers);
          }
        }
      }
    }
  }

  @Test
  void noOperatorMayTakeWhatIsNotThere() {
    for (LiteGraph graph : SOUND) {
      for (int i = 0; i < graph.operators().size(); i++) {
        LiteOperator operator = graph.operators().get(i);
        for (int wrong : new int[] {-1, operator.output(), graph.tensors().size(), 1 << 30}) {
          for (int input = 0; input < operator.inputs().length(); input++) {
            int[] inputs = operator.inputs().toArray();
            inputs[input] = wrong;
            replace(graph, i, operator.kind(), operator.version(), inputs, operator.output());
          }
          int[] inputs = operator.inputs().toArray();
          if (wrong != operator.output()) {
            replace(graph, i, operator.kind(), operator.version(), inputs, wrong);
          }
        }
        int[] fewer = operator.inputs().subArray(0, operator.inputs().length() - 1).toArray();
        replace(graph, i, operator.kind(), operator.version(), fewer, operator.output());
        replace(
            graph,
            i,
            operator.kind(),
            operator.version() + 1,
            operator.inputs().toArray(),
            operator.output());
      }
    }
  }

  private static void replace(
      LiteGraph graph, int position, Kind kind, int version, int[] inputs, int output) {
    List<LiteOperator> operators = new ArrayList<>(graph.operators());
    LiteOptions options = operators.get(position).options();
    ImmutableIntArray taken = ImmutableIntArray.copyOf(inputs);
    operators.set(position, new LiteOperator(kind, version, taken, output, options));
    assertRefused(graph, graph.tensors(), operators, graph.buffers());
  }

  @Test
  void noOperatorMayBeLeftOutOrComeTwice() {
    for (LiteGraph graph : SOUND) {
      for (int i = 0; i < graph.operators().size(); i++) {
        List<LiteOperator> fewer = new ArrayList<>(graph.operators());
        LiteOperator operator = fewer.remove(i);
        assertRefused(graph, graph.tensors(), fewer, graph.buffers());
        List<LiteOperator> more = new ArrayList<>(graph.operators());
        more.add(operator);
        assertRefused(graph, graph.tensors(), more, graph.buffers());
      }
    }
  }

  private static void assertRefused(
      LiteGraph graph,
      List<LiteTensor> tensors,
      List<LiteOperator> operators,
      List<ByteBuffer> buffers) {
    LiteGraph changed = new LiteGraph(tensors, operators, buffers, graph.input(), graph.outputs());
    LiteGraph read = ModelDecoder.decode(ModelEncoder.encode(changed, ImmutableMap.of()));
    assertThat(read).isEqualTo(changed);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphChecks.check(read, SIZE, LABELS))
        .withMessageContaining("expected");
  }
}
