package io.cellclass.tflite;

import io.cellclass.RgbImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Runs a graph on images, one behind the other: XNNPACK fills all cores with one, and a batch gains
 * nothing. Safe for concurrent use; callers take turns.
 *
 * <p>An image's answer does not depend on what is asked for with it, to the last bit.
 */
final class TfliteRunner implements AutoCloseable {
  private static final double OF_PROBABILITY = 1.0 / 256;

  private final LiteInterpreter interpreter;
  private final LiteTensor input;
  private final LiteTensor output;

  /** Prepares the next image while one is computed. Threads end when idle. */
  private final ExecutorService preparation = Executors.newCachedThreadPool(TfliteRunner::daemon);

  private boolean closed;

  TfliteRunner(ByteBuffer model, LiteGraph graph, TfliteOptions options) {
    this.interpreter = LiteInterpreter.fast(model, options.threads());
    this.input = graph.inputTensor();
    this.output = graph.outputTensor();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "cellclass-tflite-images");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does nothing while the runner is open.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the classifier is closed");
    }
  }

  /** How many steps the graph is run in: one where XNNPACK took all of it. */
  synchronized long steps() {
    requireOpen();
    return interpreter.steps();
  }

  /**
   * The probabilities of images.
   *
   * @param prepare makes the network's input of an image
   * @throws IllegalStateException after {@link #close()}
   */
  List<float[]> probabilities(List<RgbImage> images, Function<RgbImage, float[]> prepare) {
    List<float[]> result = new ArrayList<>(images.size());
    CompletableFuture<float[]> next = null;
    for (int i = 0; i < images.size(); i++) {
      float[] ready = next == null ? prepare.apply(images.get(i)) : Waiting.join(next);
      if (i + 1 < images.size()) {
        RgbImage following = images.get(i + 1);
        next = CompletableFuture.supplyAsync(() -> prepare.apply(following), preparation);
      }
      result.add(run(ready));
    }
    return result;
  }

  /** The output for an input of {@code [row][column][channel]} values. */
  synchronized float[] run(float[] values) {
    requireOpen();
    if (input.type() == ElementType.FLOAT32) {
      interpreter.input().asFloatBuffer().put(values);
    } else {
      putBytes(values);
    }
    interpreter.run();
    float[] result = new float[output.channels()];
    if (output.type() == ElementType.FLOAT32) {
      interpreter.output(0).asFloatBuffer().get(result);
    } else {
      ByteBuffer bytes = interpreter.output(0);
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) (Byte.toUnsignedInt(bytes.get()) * OF_PROBABILITY);
      }
    }
    return Probabilities.whole(result);
  }

  private void putBytes(float[] values) {
    Scales scales = Objects.requireNonNull(input.scales());
    ByteBuffer bytes = interpreter.input();
    for (float value : values) {
      long whole = Math.round(value / scales.scale() + scales.zeroPoint());
      bytes.put((byte) Math.max(0, Math.min(255, whole)));
    }
  }

  /** Frees the network's memory when the call under way has ended. Twice does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      preparation.shutdown();
      interpreter.close();
    }
  }
}
