package io.cellclass.onnx;

import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.RandomInception;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Tensor;
import io.cellclass.network.TestVector;
import io.cellclass.network.ValueRange;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The first blocks of InceptionV3, small and with random weights, under a head as {@code
 * MultiDepthTrainer} makes it. The reference engine gave the answers of their test vectors.
 */
final class SmallModels {
  static final int SIZE = InceptionV3.SMALLEST_SIZE;

  private static final LabelSet LABELS = Leukocyte.labels();
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(new CellCentred(40), SIZE, ValueRange.SIGNED);

  /** Always the same. */
  static final ModelBundle BUNDLE = bundle(network());

  private SmallModels() {}

  /** A network of mixed0 and mixed1, of which the middle of the first counts most. */
  static Network network() {
    Network body =
        InceptionV3.network(SIZE, RandomInception.weights()).upTo(List.of("mixed0", "mixed1"));
    List<Node> nodes = new ArrayList<>(body.nodes());
    nodes.add(node("centred", new AveragePool(3, 1, Padding.VALID), "mixed0"));
    nodes.add(node("pooled0", new GlobalAveragePool(), "centred"));
    nodes.add(node("pooled1", new GlobalAveragePool(), "mixed1"));
    nodes.add(node("features", new Concatenation(), "pooled0", "pooled1"));
    nodes.add(node("dense", new Dense(8, true), "features"));
    nodes.add(node("dropout", new Dropout(0.5), "dense"));
    nodes.add(node("logits", new Dense(LABELS.size(), false), "dropout"));
    nodes.add(node("softmax", new Softmax(), "logits"));
    Map<String, Tensor> weights = new HashMap<>(body.weights());
    int width = body.shape("mixed0").channels() + body.shape("mixed1").channels();
    weights.put("dense/kernel", random(0.3, 8, width));
    weights.put("dense/bias", random(0.3, 8));
    weights.put("logits/kernel", random(1, LABELS.size(), 8));
    weights.put("logits/bias", random(1, LABELS.size()));
    return Network.of(body.input(), nodes, List.of("softmax"), weights);
  }

  static ModelBundle bundle(Network network) {
    List<TestVector> vectors =
        TestVector.standard(
            images -> images.stream().map(image -> answer(network, image)).toList());
    return ModelBundle.of(network, PREPROCESSING, LABELS, provenance(), vectors);
  }

  static Provenance provenance() {
    return new Provenance(
        "0".repeat(64), 1, Map.of("trainer", "none"), Map.of("os", "any"), Instant.EPOCH);
  }

  /** What the network gives by its definitions. */
  static float[] answer(Network network, RgbImage image) {
    double[] exact =
        ReferenceEngine.run(network, PREPROCESSING.apply(image), 1)
            .getOrDefault("softmax", new double[0]);
    float[] answer = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      answer[i] = (float) exact[i];
    }
    return answer;
  }

  /** Drawn cells of the five types, 72 pixels a side. */
  static List<RgbImage> images(int perClass) throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : BloodSmears.dataset(perClass, Framing.singleCell(72), 3).samples()) {
      images.add(sample.image());
    }
    return images;
  }

  static Tensor random(double spread, int... shape) {
    int size = 1;
    for (int side : shape) {
      size *= side;
    }
    Random random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return Tensor.of(values, shape);
  }

  static Node node(String name, Operation operation, String... inputs) {
    return new Node(name, operation, List.of(inputs));
  }
}
