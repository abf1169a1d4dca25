package io.cellclass.segment.classic;

import io.cellclass.segment.PixelClass;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A tree that asks for one feature at each node and has the probabilities of the classes at its
 * leaves. Immutable.
 *
 * <p>Node 0 is the root; a node's children have higher numbers than it, so that every way ends.
 */
final class DecisionTree {
  /** What stands at a leaf, in the order of the file. */
  static final List<PixelClass> ORDER =
      List.of(PixelClass.BACKGROUND, PixelClass.CYTOPLASM, PixelClass.NUCLEUS);

  static final int CLASSES = 3;

  /** In place of a feature: the node is a leaf. */
  private static final int LEAF = -1;

  private static final int MOST_NODES = 1 << 22;

  private final int[] features;
  private final double[] thresholds;
  private final int[] below;
  private final int[] above;
  private final float[] probabilities;

  /** A tree to be filled. */
  DecisionTree(int nodes) {
    features = new int[nodes];
    thresholds = new double[nodes];
    below = new int[nodes];
    above = new int[nodes];
    probabilities = new float[nodes * CLASSES];
  }

  /** Where the feature is at most the threshold, the way goes below. */
  void split(int node, int feature, double threshold, int lower, int higher) {
    features[node] = feature;
    thresholds[node] = threshold;
    below[node] = lower;
    above[node] = higher;
  }

  void leaf(int node, float[] ofClasses) {
    features[node] = LEAF;
    System.arraycopy(ofClasses, 0, probabilities, node * CLASSES, CLASSES);
  }

  /** Adds what the tree says of a pixel. */
  void vote(float[] pixel, float[] votes) {
    int node = 0;
    while (features[node] != LEAF) {
      node = pixel[features[node]] <= thresholds[node] ? below[node] : above[node];
    }
    for (int i = 0; i < CLASSES; i++) {
      votes[i] += probabilities[node * CLASSES + i];
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(features.length);
    for (int node = 0; node < features.length; node++) {
      out.writeShort(features[node]);
      if (features[node] == LEAF) {
        for (int i = 0; i < CLASSES; i++) {
          out.writeFloat(probabilities[node * CLASSES + i]);
        }
      } else {
        out.writeDouble(thresholds[node]);
        out.writeInt(below[node]);
        out.writeInt(above[node]);
      }
    }
  }

  /**
   * Reads a tree and checks it.
   *
   * @param left how many bytes there are at most, so that no more memory is taken than the file is
   *     worth
   * @throws MalformedForestException if it is none
   */
  static DecisionTree read(DataInput in, long left, String file) throws IOException {
    int nodes = in.readInt();
    // A leaf is the shortest node: a feature and the probabilities.
    if (nodes < 1 || nodes > MOST_NODES || nodes > left / (2 + 4 * CLASSES)) {
      throw new MalformedForestException(file, "a tree cannot have " + nodes + " nodes");
    }
    DecisionTree tree = new DecisionTree(nodes);
    for (int node = 0; node < nodes; node++) {
      int feature = in.readShort();
      if (feature == LEAF) {
        tree.leaf(node, probabilities(in, file));
      } else {
        tree.split(node, feature, in.readDouble(), in.readInt(), in.readInt());
        tree.check(node, file);
      }
    }
    return tree;
  }

  private static float[] probabilities(DataInput in, String file) throws IOException {
    float[] probabilities = new float[CLASSES];
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      probabilities[i] = in.readFloat();
      if (!(probabilities[i] >= 0)) {
        throw new MalformedForestException(file, "a probability is " + probabilities[i]);
      }
      sum += probabilities[i];
    }
    if (Math.abs(sum - 1) > 1e-3) {
      throw new MalformedForestException(file, "the probabilities of a leaf sum to " + sum);
    }
    return probabilities;
  }

  private void check(int node, String file) throws MalformedForestException {
    boolean known = features[node] >= 0 && features[node] < PixelFeatures.COUNT;
    boolean forward = Math.min(below[node], above[node]) > node;
    boolean inside = Math.max(below[node], above[node]) < features.length;
    if (!known || !forward || !inside || !Double.isFinite(thresholds[node])) {
      throw new MalformedForestException(
          file,
          "node "
              + node
              + " of "
              + features.length
              + " asks whether feature "
              + features[node]
              + " is at most "
              + thresholds[node]
              + " and goes on to "
              + below[node]
              + " or "
              + above[node]);
    }
  }
}
