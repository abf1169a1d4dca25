package io.cellclass.segment.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** One tree while it grows, from the root down. Used once, by one thread. */
final class TreeGrowth {
  /** About the root of their number. */
  private static final int FEATURES_TRIED = (int) Math.ceil(Math.sqrt(PixelFeatures.COUNT));

  private record Leaf(float background, float cytoplasm, float nucleus) {}

  private record Split(int feature, float threshold, int below, int above) {}

  private final float[][] pixels;
  private final byte[] classes;
  private final int depth;
  private final RandomGenerator random;

  /** The drawn pixels; those of a node stand side by side. */
  private final int[] drawn;

  private final int[] features = new int[PixelFeatures.COUNT];
  private final long[] sorted;
  private final List<Record> nodes = new ArrayList<>();

  TreeGrowth(float[][] pixels, byte[] classes, int depth, RandomGenerator random) {
    this.pixels = pixels;
    this.classes = classes;
    this.depth = depth;
    this.random = random;
    this.drawn = new int[pixels.length];
    this.sorted = new long[pixels.length];
    Arrays.setAll(drawn, i -> random.nextInt(pixels.length));
    Arrays.setAll(features, i -> i);
  }

  DecisionTree grow() {
    grow(0, drawn.length, depth);
    DecisionTree tree = new DecisionTree(nodes.size());
    for (int node = 0; node < nodes.size(); node++) {
      if (nodes.get(node) instanceof Split split) {
        tree.split(node, split.feature(), split.threshold(), split.below(), split.above());
      } else if (nodes.get(node) instanceof Leaf leaf) {
        tree.leaf(node, new float[] {leaf.background(), leaf.cytoplasm(), leaf.nucleus()});
      }
    }
    return tree;
  }

  /** Grows a node from the pixels of a range and gives its number. */
  private int grow(int from, int to, int levels) {
    int number = nodes.size();
    int[] counts = new int[DecisionTree.CLASSES];
    for (int i = from; i < to; i++) {
      counts[classes[drawn[i]]]++;
    }
    float all = to - from;
    nodes.add(new Leaf(counts[0] / all, counts[1] / all, counts[2] / all));
    boolean pure = Math.max(counts[0], Math.max(counts[1], counts[2])) == to - from;
    if (levels == 0 || pure) {
      return number;
    }
    Best best = new Best();
    for (int i = 0; i < FEATURES_TRIED; i++) {
      int other = random.nextInt(i, features.length);
      int feature = features[other];
      features[other] = features[i];
      features[i] = feature;
      search(feature, from, to, counts, best);
    }
    if (best.feature < 0) {
      return number;
    }
    int middle = partition(from, to, best);
    int below = grow(from, middle, levels - 1);
    int above = grow(middle, to, levels - 1);
    nodes.set(number, new Split(best.feature, best.threshold, below, above));
    return number;
  }

  private static final class Best {
    private int feature = -1;
    private float threshold;
    private double purity = Double.NEGATIVE_INFINITY;
  }

  /** The impurity is least where the squares of the counts, over their sums, are most. */
  private void search(int feature, int from, int to, int[] counts, Best best) {
    for (int i = from; i < to; i++) {
      int bits = Float.floatToIntBits(pixels[drawn[i]][feature] + 0f);
      long ordered = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
      sorted[i] = ordered << 32 | classes[drawn[i]];
    }
    Arrays.sort(sorted, from, to);
    int[] lower = new int[DecisionTree.CLASSES];
    for (int i = from; i < to - 1; i++) {
      lower[(int) sorted[i]]++;
      if (sorted[i] >> 32 == sorted[i + 1] >> 32) {
        continue;
      }
      double below = 0;
      double above = 0;
      for (int c = 0; c < lower.length; c++) {
        below += (double) lower[c] * lower[c];
        above += (double) (counts[c] - lower[c]) * (counts[c] - lower[c]);
      }
      double purity = below / (i + 1 - from) + above / (to - i - 1);
      if (purity > best.purity) {
        best.purity = purity;
        best.feature = feature;
        best.threshold = value(sorted[i]);
      }
    }
  }

  private static float value(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered < 0 ? ordered ^ Integer.MAX_VALUE : ordered);
  }

  private int partition(int from, int to, Best best) {
    int middle = from;
    for (int i = from; i < to; i++) {
      if (pixels[drawn[i]][best.feature] <= best.threshold) {
        int pixel = drawn[i];
        drawn[i] = drawn[middle];
        drawn[middle++] = pixel;
      }
    }
    return middle;
  }
}
