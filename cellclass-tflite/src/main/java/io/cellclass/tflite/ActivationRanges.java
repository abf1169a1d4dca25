package io.cellclass.tflite;

import com.google.common.collect.ImmutableMap;
import io.cellclass.RgbImage;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The ranges of a network's values on images: TensorFlow Lite itself computes them, in float32. */
final class ActivationRanges {
  /**
   * Left out at either end: a few values far out would widen the steps of all others. 99.995 %
   * stay.
   */
  private static final double SHARE_LEFT_OUT = 5e-5;

  private ActivationRanges() {}

  /**
   * The range of each node's values, and of the input.
   *
   * @throws IllegalArgumentException if there is no image
   */
  static Map<String, Range> of(
      Network network, Preprocessing preprocessing, Iterable<RgbImage> images, int threads) {
    LiteGraph graph = NetworkCompiler.compile(network, new FloatNumerics(), Boundary.FLOAT);
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < graph.tensors().size(); i++) {
      if (graph.tensors().get(i).batched()) {
        positions.put(graph.tensors().get(i).name(), i);
      }
    }
    Map<String, ValueHistogram> histograms = new HashMap<>();
    positions.keySet().forEach(name -> histograms.put(name, new ValueHistogram()));
    try (LiteInterpreter interpreter =
        LiteInterpreter.keepingAll(ModelEncoder.encode(graph, ImmutableMap.of()), threads)) {
      boolean any = false;
      for (RgbImage image : images) {
        any = true;
        interpreter.input().asFloatBuffer().put(preprocessing.apply(image));
        interpreter.run();
        histograms.entrySet().parallelStream()
            .forEach(
                entry -> {
                  int position = Objects.requireNonNull(positions.get(entry.getKey()));
                  entry.getValue().add(interpreter.tensor(position).asFloatBuffer());
                });
      }
      if (!any) {
        throw new IllegalArgumentException("expected images to calibrate with, found none");
      }
    }
    Map<String, Range> ranges = new HashMap<>();
    histograms.forEach((name, histogram) -> ranges.put(name, histogram.without(SHARE_LEFT_OUT)));
    double low = preprocessing.range().low();
    double high = preprocessing.range().high();
    // Known, whatever the images hold.
    ranges.put(Network.INPUT, new Range(low, high));
    return ranges;
  }
}
