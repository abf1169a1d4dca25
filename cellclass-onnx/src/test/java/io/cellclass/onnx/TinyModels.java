package io.cellclass.onnx;

import static io.cellclass.onnx.SmallModels.node;

import io.cellclass.LabelSet;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import io.cellclass.network.TestVector;
import io.cellclass.network.ValueRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network of every operation whose file has few bytes, of which most tell its structure. */
final class TinyModels {
  private static final int SIZE = 9;

  private TinyModels() {}

  static ModelBundle bundle() {
    Shape input = new Shape(SIZE, SIZE, 3);
    List<Node> nodes =
        List.of(
            node("a", new Convolution(4, 3, 3, 2, Padding.SAME, true, true), Network.INPUT),
            node("b", new MaxPool(3, 1, Padding.SAME), "a"),
            node("c", new AveragePool(3, 1, Padding.SAME), "a"),
            node("d", new Convolution(3, 1, 1, 1, Padding.SAME, true, true), "c"),
            node("e", new Concatenation(), "b", "d"),
            node("f", new Convolution(4, 1, 3, 1, Padding.VALID, false, false), "e"),
            node("g", new Relu(), "f"),
            node("h", new BatchNormalization(0.001), "g"),
            node("i", new GlobalAveragePool(), "h"),
            node("j", new GlobalAveragePool(), "e"),
            node("k", new Concatenation(), "i", "j"),
            node("l", new Dense(5, true), "k"),
            node("m", new Dropout(0.5), "l"),
            node("n", new Dense(3, false), "m"),
            node("o", new Softmax(), "n"));
    Map<String, Tensor> weights = new HashMap<>();
    Network.weightShapes(input, nodes)
        .forEach((name, shape) -> weights.put(name, SmallModels.random(0.4, shape.toArray())));
    weights.put("h/variance", Tensor.of(new float[] {0.5f, 1, 1.5f, 2}, 4));
    Network network = Network.of(input, nodes, List.of("o"), weights);
    Preprocessing preprocessing = new Preprocessing(new WholeImage(), SIZE, ValueRange.SIGNED);
    List<TestVector> vectors =
        TestVector.standard(
            images ->
                images.stream().map(image -> answer(network, preprocessing.apply(image))).toList());
    return ModelBundle.of(
        network, preprocessing, LabelSet.of("x", "y", "z"), SmallModels.provenance(), vectors);
  }

  private static float[] answer(Network network, float[] input) {
    double[] exact =
        Optional.ofNullable(ReferenceEngine.run(network, input, 1).get("o")).orElseThrow();
    float[] answer = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      answer[i] = (float) exact[i];
    }
    return answer;
  }
}
