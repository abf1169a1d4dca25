package io.cellclass.tflite;

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
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.RandomInception;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import io.cellclass.network.TestVector;
import io.cellclass.network.ValueRange;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks with random weights; the reference engine gave the answers of their test vectors. */
final class SmallModels {
  private static final LabelSet LABELS = Leukocyte.labels();

  /** The first blocks of InceptionV3 under a head that reads two of them. */
  static final ModelBundle INCEPTION = bundle(inception());

  /** A few layers, quick to write and to load thousands of times. */
  static final ModelBundle TINY = bundle(tiny());

  private SmallModels() {}

  private static Network inception() {
    int size = InceptionV3.SMALLEST_SIZE;
    Network body =
        InceptionV3.network(size, RandomInception.weights()).upTo(List.of("mixed0", "mixed1"));
    List<Node> nodes = new ArrayList<>(body.nodes());
    nodes.add(node("centred", new AveragePool(3, 1, Padding.VALID), "mixed0"));
    nodes.add(node("pooled0", new GlobalAveragePool(), "centred"));
    nodes.add(node("pooled1", new GlobalAveragePool(), "mixed1"));
    nodes.add(node("features", new Concatenation(), "pooled0", "pooled1"));
    nodes.add(node("dense", new Dense(8, true), "features"));
    nodes.add(node("dropout", new Dropout(0.5), "dense"));
    nodes.add(node("logits", new Dense(LABELS.size(), false), "dropout"));
    nodes.add(node("softmax", new Softmax(), "logits"));
    return network(body.input(), nodes, body.weights());
  }

  private static Network tiny() {
    Shape input = new Shape(12, 12, 3);
    List<Node> nodes =
        List.of(
            node("a", new Convolution(4, 3, 3, 2, Padding.VALID, true, true), Network.INPUT),
            node("b", new MaxPool(3, 1, Padding.SAME), "a"),
            node("c", new AveragePool(3, 1, Padding.SAME), "a"),
            node("d", new Convolution(3, 1, 3, 1, Padding.SAME, false, true), "c"),
            node("e", new Concatenation(), "b", "d"),
            node("pooled", new GlobalAveragePool(), "e"),
            node("logits", new Dense(LABELS.size(), false), "pooled"),
            node("softmax", new Softmax(), "logits"));
    return network(input, nodes, Map.of());
  }

  private static Network network(Shape input, List<Node> nodes, Map<String, Tensor> some) {
    Map<String, Tensor> weights = new HashMap<>(some);
    Network.weightShapes(input, nodes)
        .forEach(
            (name, shape) ->
                weights.computeIfAbsent(name, key -> random(name.hashCode(), shape.toArray())));
    return Network.of(input, nodes, List.of("softmax"), weights);
  }

  private static Node node(String name, Operation operation, String... inputs) {
    return new Node(name, operation, List.of(inputs));
  }

  static Tensor random(long seed, int... shape) {
    int size = 1;
    for (int side : shape) {
      size *= side;
    }
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.5 * random.nextGaussian());
    }
    return Tensor.of(values, shape);
  }

  static ModelBundle bundle(Network network) {
    Preprocessing preprocessing =
        new Preprocessing(new CellCentred(40), network.input().rows(), ValueRange.SIGNED);
    List<TestVector> vectors =
        TestVector.standard(
            images ->
                images.stream().map(image -> answer(network, preprocessing.apply(image))).toList());
    Provenance provenance =
        new Provenance("0".repeat(64), 1, Map.of("trainer", "none"), Map.of(), Instant.EPOCH);
    return ModelBundle.of(network, preprocessing, LABELS, provenance, vectors);
  }

  /** What a network gives by its definitions. */
  static float[] answer(Network network, float[] input) {
    double[] exact = ReferenceEngine.run(network, input, 1).getOrDefault("softmax", new double[0]);
    float[] answer = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      answer[i] = (float) exact[i];
    }
    return answer;
  }

  /** Drawn cells of the five types, 72 pixels a side. */
  static List<RgbImage> images(int perClass) {
    List<RgbImage> images = new ArrayList<>();
    try {
      for (Sample sample : BloodSmears.dataset(perClass, Framing.singleCell(72), 3).samples()) {
        images.add(sample.image());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return images;
  }
}
