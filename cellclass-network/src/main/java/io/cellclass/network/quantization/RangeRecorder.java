package io.cellclass.network.quantization;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Watches the values of a network while it classifies typical images, to choose the ranges that its
 * levels shall cover. Not safe for concurrent use.
 *
 * <p>An engine runs {@link #observable} on some hundred images and hands in all outputs, in any
 * order of their values, and the input.
 */
public final class RangeRecorder {
  /**
   * The share of the values that a range keeps on each side: the few beyond it are worth less than
   * the finer steps of all others.
   */
  public static final double SHARE = 0.99995;

  private final Map<String, ValueHistogram> histograms = new TreeMap<>();

  /** One that has seen nothing. */
  public RangeRecorder() {}

  /** The network with the value of each node as an output, in the order of the nodes. */
  public static Network observable(Network network) {
    return Network.of(
        network.input(),
        network.nodes(),
        network.nodes().stream().map(Node::name).toList(),
        network.weights());
  }

  /**
   * Takes the values of a node, or of the input, on one image or more.
   *
   * @param name the node's name, or {@link Network#INPUT}
   * @throws IllegalArgumentException if a value is not finite
   */
  public void record(String name, float[] values) {
    histograms.computeIfAbsent(name, key -> new ValueHistogram()).add(values);
  }

  /** The ranges of what was recorded, without the outermost values ({@link #SHARE}). */
  public CalibrationRanges ranges() {
    return ranges(SHARE);
  }

  /**
   * The ranges of what was recorded.
   *
   * @param share of all values, what a range keeps on each side, above 0.5 and at most 1, which
   *     keeps all
   * @throws IllegalArgumentException if the share is out of range
   */
  public CalibrationRanges ranges(double share) {
    if (!(share > 0.5 && share <= 1)) {
      throw new IllegalArgumentException("a share must be above 0.5 and at most 1, not " + share);
    }
    Map<String, QuantizedRange> ranges = new LinkedHashMap<>();
    histograms.forEach((name, histogram) -> ranges.put(name, histogram.range(share)));
    return CalibrationRanges.of(ranges);
  }
}
