package io.cellclass.tflite;

import com.google.common.collect.ImmutableMap;
import io.cellclass.RgbImage;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.quantization.CalibrationRanges;
import io.cellclass.network.quantization.QuantizedRange;
import io.cellclass.network.quantization.RangeRecorder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ranges of a network's values on images: TensorFlow Lite itself computes them, in float32. */
final class ActivationRanges {
  private ActivationRanges() {}

  /**
   * The range of each node's values on images, and the known one of the input.
   *
   * @throws IllegalArgumentException if there is no image, or a value is not finite
   */
  static CalibrationRanges of(
      Network network, Preprocessing preprocessing, Iterable<RgbImage> images, int threads) {
    Network observable = RangeRecorder.observable(network);
    LiteGraph graph = NetworkCompiler.compile(observable, new FloatNumerics(), Boundary.FLOAT);
    RangeRecorder recorder = new RangeRecorder();
    boolean any = false;
    try (LiteInterpreter interpreter =
        LiteInterpreter.plain(ModelEncoder.encode(graph, ImmutableMap.of()), threads)) {
      for (RgbImage image : images) {
        interpreter.input().asFloatBuffer().put(preprocessing.apply(image));
        interpreter.run();
        record(observable.outputs(), interpreter, recorder);
        any = true;
      }
    }
    if (!any) {
      throw new IllegalArgumentException("expected images to calibrate with, found none");
    }
    Map<String, QuantizedRange> ranges = new HashMap<>(recorder.ranges().asMap());
    ranges.put(
        Network.INPUT,
        QuantizedRange.around(preprocessing.range().low(), preprocessing.range().high()));
    return CalibrationRanges.of(ranges);
  }

  private static void record(
      List<String> names, LiteInterpreter interpreter, RangeRecorder recorder) {
    for (int i = 0; i < names.size(); i++) {
      FloatBuffer values = interpreter.output(i).asFloatBuffer();
      float[] array = new float[values.remaining()];
      values.get(array);
      recorder.record(names.get(i), array);
    }
  }
}
