package io.cellclass.segment.measure;

import io.cellclass.segment.classic.DistanceTransform;
import io.cellclass.segment.classic.Peaks;

/** How many lobes a nucleus has. */
final class NucleusLobes {
  /** How wide a waist between two lobes is at most, as a share of the narrower one. */
  private static final double WAIST = 2.0 / 3;

  /** How wide a lobe is at least, as a share of the widest one; less is a bridge's end or dirt. */
  private static final double NARROWEST = 0.3;

  private NucleusLobes() {}

  /** The maxima of the distance to the outside that stand out by the waist; 0 without a nucleus. */
  static int count(CellWindow cell) {
    int width = cell.width();
    boolean[] nucleus = new boolean[width * cell.height()];
    for (int i = 0; i < nucleus.length; i++) {
      nucleus[i] = cell.isNucleus(i % width, i / width);
    }
    float[] depth = DistanceTransform.inside(nucleus, width, cell.height());
    float[] logarithm = new float[depth.length];
    float deepest = 0;
    for (int i = 0; i < depth.length; i++) {
      // The distance is to the centres of pixels outside, half a pixel behind the edge.
      depth[i] = nucleus[i] ? depth[i] - 0.5f : 0;
      logarithm[i] = nucleus[i] ? (float) Math.log(depth[i]) : 0;
      deepest = Math.max(deepest, depth[i]);
    }
    float prominence = (float) -Math.log(WAIST);
    int[] peaks = Peaks.of(logarithm, nucleus, prominence, width, cell.height());
    int lobes = 0;
    for (int i = 0; i < peaks.length; i++) {
      lobes += peaks[i] > 0 && depth[i] >= NARROWEST * deepest ? 1 : 0;
    }
    return lobes;
  }
}
