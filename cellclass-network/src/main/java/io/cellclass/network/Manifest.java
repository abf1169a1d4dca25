package io.cellclass.network;

import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import java.util.List;

/**
 * What a bundle's manifest says.
 *
 * @param architecture the network without its weights
 * @param weightsLength the length of the weights' part in bytes
 * @param weightsSha256 its SHA-256 as 64 lower-case hexadecimal digits
 */
record Manifest(
    LabelSet labels,
    Preprocessing preprocessing,
    Provenance provenance,
    long weightsLength,
    String weightsSha256,
    List<TestVector> testVectors,
    Architecture architecture) {
  /** A network without its weights. */
  record Architecture(Shape input, List<String> outputs, List<Node> nodes) {}

  static Manifest of(ModelBundle bundle, Fingerprint weights) {
    Network network = bundle.network();
    return new Manifest(
        bundle.labels(),
        bundle.preprocessing(),
        bundle.provenance(),
        weights.length(),
        weights.sha256(),
        bundle.testVectors(),
        new Architecture(network.input(), network.outputs(), network.nodes()));
  }
}
