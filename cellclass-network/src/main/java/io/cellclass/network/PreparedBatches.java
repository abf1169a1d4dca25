package io.cellclass.network;

import com.google.common.collect.Lists;
import com.google.common.util.concurrent.Futures;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Runs a network on any number of images: each batch is prepared, on the caller's thread and the
 * common pool, while the engine computes the one before, so that memory does not grow with the
 * number of images. Safe for concurrent use.
 *
 * @param size the most images of a batch
 * @param engine computes a batch in the background: of the images' values, for each image the
 *     values of each output
 */
public record PreparedBatches(int size, Function<List<float[]>, Future<List<float[][]>>> engine) {
  /**
   * The values of the network's first output, for each image, as probabilities.
   *
   * @param preparation makes the network's input of an image
   */
  public List<float[]> probabilities(
      List<RgbImage> images, Function<RgbImage, float[]> preparation) {
    List<float[]> probabilities = new ArrayList<>(images.size());
    Future<List<float[][]>> running = Futures.immediateFuture(List.of());
    for (List<RgbImage> batch : Lists.partition(images, size)) {
      Future<List<float[][]>> next = engine.apply(batch.parallelStream().map(preparation).toList());
      collect(running, probabilities);
      running = next;
    }
    collect(running, probabilities);
    return probabilities;
  }

  private static void collect(Future<List<float[][]>> running, List<float[]> probabilities) {
    EngineThread.await(running).forEach(outputs -> probabilities.add(withinOne(outputs[0])));
  }

  /** A softmax in float32 can exceed one by its last bit. */
  private static float[] withinOne(float[] probabilities) {
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Math.min(1, probabilities[i]);
    }
    return probabilities;
  }
}
