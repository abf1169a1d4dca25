package io.cellclass.benchmarks;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.Backbone;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.Tensor;
import io.cellclass.network.TestVector;
import io.cellclass.onnx.OnnxClassifier;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The classifier that every engine is measured on: the whole of InceptionV3 up to {@code mixed10}
 * at 224x224 with its pretrained weights, and the paper's head of global average pooling, dense 128
 * with ReLU, dropout and softmax over the five leukocytes.
 *
 * <p>The head's weights are random, always the same: training changes no time. They are large
 * enough that two images get different probabilities, or agreement of two engines would mean
 * nothing.
 */
final class PaperNetwork {
  /** Rows and columns of the network's input. */
  static final int SIZE = 224;

  private static final int FEATURES = 2048;
  private static final int UNITS = 128;

  private PaperNetwork() {}

  /** The network, its preprocessing of the whole image, and its labels. */
  static ModelBundle bundle() {
    Backbone backbone = InceptionWeights.load();
    LabelSet labels = Leukocyte.labels();
    return ModelBundle.of(
        network(backbone, SIZE, labels.size()),
        new Preprocessing(new WholeImage(), SIZE, backbone.range()),
        labels,
        new Provenance("0".repeat(64), 0, Map.of(), Map.of(), Instant.EPOCH),
        List.of());
  }

  /** The same with test vectors, which exported files need. */
  static ModelBundle tested() throws IOException {
    ModelBundle bundle = bundle();
    try (Classifier classifier = OnnxClassifier.open(bundle)) {
      return ModelBundle.of(
          bundle.network(),
          bundle.preprocessing(),
          bundle.labels(),
          bundle.provenance(),
          TestVector.standard(images -> answers(classifier, images)));
    }
  }

  private static List<float[]> answers(Classifier classifier, List<RgbImage> images) {
    return images.stream()
        .map(image -> new ClassifierPeer(classifier, List.of(image)).first())
        .toList();
  }

  /** The network alone, at another size. */
  static Network network(int size) {
    return network(InceptionWeights.load(), size, Leukocyte.labels().size());
  }

  private static Network network(Backbone backbone, int size, int classes) {
    Network convolutions = backbone.network(size);
    List<Node> nodes = new ArrayList<>(convolutions.nodes());
    nodes.add(new Node("pooled", new GlobalAveragePool(), convolutions.outputs()));
    nodes.add(new Node("hidden", new Dense(UNITS, true), List.of("pooled")));
    nodes.add(new Node("dropped", new Dropout(0.5), List.of("hidden")));
    nodes.add(new Node("scores", new Dense(classes, false), List.of("dropped")));
    nodes.add(new Node("probabilities", new Softmax(), List.of("scores")));
    Random random = new Random(1);
    Map<String, Tensor> weights = new HashMap<>(convolutions.weights());
    weights.put("hidden/kernel", random(random, UNITS, FEATURES));
    weights.put("hidden/bias", zeros(UNITS));
    weights.put("scores/kernel", random(random, classes, UNITS));
    weights.put("scores/bias", zeros(classes));
    return Network.of(convolutions.input(), nodes, List.of("probabilities"), weights);
  }

  /** Twice the spread with which values keep their size from layer to layer. */
  private static Tensor random(Random random, int units, int inputs) {
    double spread = 2 * Math.sqrt(6.0 / inputs);
    float[] values = new float[units * inputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (spread * (2 * random.nextDouble() - 1));
    }
    return Tensor.of(values, units, inputs);
  }

  private static Tensor zeros(int length) {
    return Tensor.of(new float[length], length);
  }
}
