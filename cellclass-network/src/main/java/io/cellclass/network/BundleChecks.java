package io.cellclass.network;

import io.cellclass.LabelSet;
import io.cellclass.network.Operation.Softmax;
import java.util.List;

/** Whether the parts of a bundle fit each other. */
final class BundleChecks {
  static final int MOST_TEST_VECTORS = 16;

  private BundleChecks() {}

  static void check(
      Network network, Preprocessing preprocessing, LabelSet labels, List<TestVector> testVectors) {
    NetworkLimits.require(network.input(), network.nodes());
    requireImageInput(network, preprocessing.size());
    requireProbabilities(network, labels);
    requireAnswers(testVectors, labels);
    network.weights().forEach(BundleChecks::requireFinite);
  }

  private static void requireImageInput(Network network, int size) {
    Shape expected = new Shape(size, size, 3);
    if (!network.input().equals(expected)) {
      throw new IllegalArgumentException(
          "expected a network for the preprocessing's " + expected + ", found " + network.input());
    }
  }

  private static void requireProbabilities(Network network, LabelSet labels) {
    if (network.outputs().size() != 1
        || !(network.node(network.outputs().get(0)).operation() instanceof Softmax)) {
      throw new IllegalArgumentException(
          "expected one softmax as the output, found " + network.outputs());
    }
    Shape output = network.shape(network.outputs().get(0));
    if (!output.equals(Shape.vector(labels.size()))) {
      throw new IllegalArgumentException(
          "expected an output for each of the labels " + labels + ", found " + output.channels());
    }
  }

  static void requireAnswers(List<TestVector> testVectors, LabelSet labels) {
    if (testVectors.size() > MOST_TEST_VECTORS) {
      throw new IllegalArgumentException(
          "expected at most " + MOST_TEST_VECTORS + " test vectors, found " + testVectors.size());
    }
    for (TestVector vector : testVectors) {
      if (vector.probabilities().size() != labels.size()) {
        throw new IllegalArgumentException(
            "expected test vectors of "
                + labels.size()
                + " probabilities, found "
                + vector.probabilities());
      }
    }
  }

  private static void requireFinite(String name, Tensor weight) {
    for (int i = 0; i < weight.size(); i++) {
      if (!Float.isFinite(weight.get(i))) {
        throw new IllegalArgumentException(
            "expected finite weights, found " + weight.get(i) + " at " + i + " of " + name);
      }
    }
  }
}
