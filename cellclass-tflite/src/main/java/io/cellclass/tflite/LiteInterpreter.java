package io.cellclass.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithoutDefaultDelegates;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/**
 * A graph in TensorFlow Lite. For one thread at a time.
 *
 * <p>It trusts the flatbuffer: native code follows every offset in it. Whoever gives one that came
 * from a file has looked at all of it.
 */
final class LiteInterpreter implements AutoCloseable {
  private static final int OK = 0;

  /** What is freed, the last one first. */
  private final Deque<Pointer> pointers = new ArrayDeque<>();

  private final Interpreter interpreter;

  private LiteInterpreter(ByteBuffer model, int threads, boolean fast) {
    boolean done = false;
    try {
      interpreter = build(model, threads, fast);
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /**
   * An interpreter through XNNPACK, for a batch of one.
   *
   * @param model the flatbuffer; copied
   * @throws IllegalStateException if TensorFlow Lite refuses it, or XNNPACK takes no part of it
   */
  static LiteInterpreter fast(ByteBuffer model, int threads) {
    return new LiteInterpreter(model, threads, true);
  }

  /**
   * An interpreter without XNNPACK, which takes graphs of any size and outputs of any number;
   * slower.
   *
   * @throws IllegalStateException if TensorFlow Lite refuses the model
   */
  static LiteInterpreter plain(ByteBuffer model, int threads) {
    return new LiteInterpreter(model, threads, false);
  }

  private Interpreter build(ByteBuffer model, int threads, boolean fast) {
    BytePointer bytes = kept(new BytePointer(model.remaining()));
    bytes.asByteBuffer().put(model.duplicate());
    FlatBufferModel read = FlatBufferModel.BuildFromBuffer(bytes, model.remaining());
    if (read == null || read.isNull()) {
      throw new IllegalStateException("TensorFlow Lite cannot read the model");
    }
    kept(read);
    BuiltinOpResolver resolver =
        kept(
            fast
                ? new BuiltinOpResolverWithXNNPACK(true)
                : new BuiltinOpResolverWithoutDefaultDelegates());
    InterpreterBuilder builder = kept(new InterpreterBuilder(read, resolver));
    require(builder.SetNumThreads(threads), "take " + threads + " threads");
    Interpreter built = kept(new Interpreter((Pointer) null));
    require(builder.apply(built), "build the network");
    long operators = planned(built);
    require(built.AllocateTensors(), "allocate the network's tensors");
    if (fast && planned(built) >= operators) {
      throw new IllegalStateException("XNNPACK took no operator of the network");
    }
    return built;
  }

  private static long planned(Interpreter interpreter) {
    try (IntPointer plan = interpreter.execution_plan()) {
      return plan.limit();
    }
  }

  private <T extends Pointer> T kept(T pointer) {
    pointers.push(pointer);
    return pointer;
  }

  private static void require(int status, String what) {
    if (status != OK) {
      throw new IllegalStateException("TensorFlow Lite cannot " + what + ": status " + status);
    }
  }

  /** How many steps the network is run in: one where XNNPACK took all of it. */
  long steps() {
    return planned(interpreter);
  }

  /** Takes batches of another size from now on. */
  void resize(int... shape) {
    require(interpreter.ResizeInputTensor(interpreter.inputs().get(0), shape), "resize the input");
    require(interpreter.AllocateTensors(), "allocate the network's tensors");
  }

  /** The memory of the input, in the machine's order; after {@link #resize} another. */
  ByteBuffer input() {
    return content(interpreter.input_tensor(0));
  }

  /** The memory of an output; after {@link #resize} another. */
  ByteBuffer output(int which) {
    return content(interpreter.output_tensor(which));
  }

  private static ByteBuffer content(TfLiteTensor tensor) {
    BytePointer raw = tensor.data().raw();
    return raw.capacity(tensor.bytes()).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /**
   * Computes the outputs of the input.
   *
   * @throws IllegalStateException if TensorFlow Lite fails
   */
  void run() {
    require(interpreter.Invoke(), "run the network");
  }

  @Override
  public void close() {
    while (!pointers.isEmpty()) {
      pointers.pop().close();
    }
  }
}
