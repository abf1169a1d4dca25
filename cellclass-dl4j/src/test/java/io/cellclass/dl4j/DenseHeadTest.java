package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.Shape;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DenseHeadTest {
  private static final int WIDTH = 6;
  private static final int CLASSES = 3;

  /** Of a loss, whose probabilities are float32. */
  private static final double TOLERANCE = 1e-5;

  private static final double RATE = 0.01;

  @Test
  void learnsToTellSeparateCloudsApart() {
    Clouds clouds = new Clouds(60, 1);
    try (DenseHead head = new DenseHead(WIDTH, CLASSES, RATE, 1)) {
      double first = head.learn(clouds.features, clouds.classes);
      for (int step = 0; step < 100; step++) {
        head.learn(clouds.features, clouds.classes);
      }
      LinearSoftmax.Quality quality = head.quality(clouds.features, clouds.classes);
      assertThat(quality.accuracy()).isEqualTo(1);
      assertThat(quality.loss()).isLessThan(first / 10);
    }
  }

  @Test
  void theWeightsGiveTheSameProbabilitiesInANetwork() {
    Clouds clouds = new Clouds(20, 2);
    try (DenseHead head = new DenseHead(WIDTH, CLASSES, RATE, 1)) {
      for (int step = 0; step < 10; step++) {
        head.learn(clouds.features, clouds.classes);
      }
      assertThat(head.quality(clouds.features, clouds.classes).loss())
          .isCloseTo(loss(head.weights(), clouds), within(TOLERANCE));
      for (int c = 0; c < CLASSES; c++) {
        Clouds other = clouds.labelled(c);
        assertThat(head.quality(other.features, other.classes).loss())
            .isCloseTo(loss(head.weights(), other), within(TOLERANCE));
      }
    }
  }

  @Test
  void weightsStartInGlorotsRangeAndBiasesAtZero() {
    try (DenseHead head = new DenseHead(WIDTH, CLASSES, RATE, 1);
        DenseHead same = new DenseHead(WIDTH, CLASSES, RATE, 1);
        DenseHead other = new DenseHead(WIDTH, CLASSES, RATE, 2)) {
      Map<String, Tensor> weights = head.weights();
      assertUniform(weights, "dense/kernel", Math.sqrt(6.0 / (WIDTH + DenseHead.UNITS)));
      assertUniform(weights, "logits/kernel", Math.sqrt(6.0 / (DenseHead.UNITS + CLASSES)));
      assertUniform(weights, "dense/bias", 0);
      assertUniform(weights, "logits/bias", 0);
      assertThat(same.weights()).isEqualTo(weights);
      assertThat(other.weights().get("dense/kernel")).isNotEqualTo(weights.get("dense/kernel"));
    }
  }

  /** The largest of hundreds of draws is close to the limit, and their mean to zero. */
  private static void assertUniform(Map<String, Tensor> weights, String name, double limit) {
    assertThat(weights).containsKey(name);
    double largest = 0;
    double sum = 0;
    for (float value : weights.getOrDefault(name, Tensor.of(new float[1], 1)).values()) {
      largest = Math.max(largest, Math.abs(value));
      sum += value;
    }
    assertThat(largest).as(name).isBetween(0.95 * limit, limit);
    assertThat(Math.abs(sum)).as(name).isLessThanOrEqualTo(40 * limit);
  }

  /** With next to no learning only the dropped units can change the loss of a step. */
  @Test
  void eachStepDropsOtherUnitsAndTheSeedSaysWhich() {
    Clouds clouds = new Clouds(20, 3);
    List<Double> losses = losses(clouds, 1);
    assertThat(losses).doesNotHaveDuplicates();
    assertThat(losses(clouds, 1)).isEqualTo(losses);
  }

  private static List<Double> losses(Clouds clouds, long seed) {
    List<Double> losses = new ArrayList<>();
    try (DenseHead head = new DenseHead(WIDTH, CLASSES, 1e-12, seed)) {
      for (int step = 0; step < 4; step++) {
        losses.add(head.learn(clouds.features, clouds.classes));
      }
    }
    return losses;
  }

  @Test
  void twoHeadsInTurnLearnAsEachAlone() {
    Clouds clouds = new Clouds(20, 4);
    Map<String, Tensor> alone;
    try (DenseHead head = new DenseHead(WIDTH, CLASSES, RATE, 1)) {
      head.learn(clouds.features, clouds.classes);
      head.learn(clouds.features, clouds.classes);
      alone = head.weights();
    }
    try (DenseHead head = new DenseHead(WIDTH, CLASSES, RATE, 1);
        DenseHead other = new DenseHead(WIDTH, CLASSES, RATE, 2)) {
      head.learn(clouds.features, clouds.classes);
      other.learn(clouds.features, clouds.classes);
      head.learn(clouds.features, clouds.classes);
      assertThat(head.weights()).isEqualTo(alone);
    }
  }

  @Test
  void aSetLearningRateIsUsed() {
    Clouds clouds = new Clouds(20, 5);
    try (DenseHead head = new DenseHead(WIDTH, CLASSES, RATE, 1)) {
      head.setLearningRate(1e-30);
      Map<String, Tensor> before = head.weights();
      head.learn(clouds.features, clouds.classes);
      assertThat(head.weights().get("dense/kernel")).isEqualTo(before.get("dense/kernel"));
    }
  }

  /** The mean cross-entropy that the reference engine finds with weights. */
  static double loss(Map<String, Tensor> weights, Clouds data) {
    Shape input = new Shape(1, 1, data.features[0].length);
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(PooledBlocks.FEATURES, new GlobalAveragePool(), List.of(Network.INPUT)));
    nodes.addAll(DenseHead.nodes(CLASSES));
    Network network = Network.of(input, nodes, List.of("probabilities"), weights);
    double loss = 0;
    for (int i = 0; i < data.classes.length; i++) {
      double[] probabilities =
          ReferenceEngine.run(network, data.features[i], 1)
              .getOrDefault("probabilities", new double[0]);
      loss -= Math.log(probabilities[data.classes[i]]) / data.classes.length;
    }
    return loss;
  }

  /** Points about the three first unit vectors, in turn. */
  static final class Clouds {
    final float[][] features;
    final int[] classes;

    private Clouds(float[][] features, int[] classes) {
      this.features = features;
      this.classes = classes;
    }

    Clouds(int count, long seed) {
      Random random = new Random(seed);
      features = new float[count][WIDTH];
      classes = new int[count];
      for (int i = 0; i < count; i++) {
        classes[i] = i % CLASSES;
        for (int j = 0; j < WIDTH; j++) {
          features[i][j] = (float) (random.nextGaussian() / 4 + (j == classes[i] ? 2 : 0));
        }
      }
    }

    /** The same points, all of one class. */
    Clouds labelled(int label) {
      int[] same = new int[classes.length];
      Arrays.fill(same, label);
      return new Clouds(features, same);
    }

    /** The same points with every third in the wrong class. */
    Clouds mislabelled() {
      int[] other = classes.clone();
      for (int i = 0; i < other.length; i += 3) {
        other[i] = (other[i] + 1 + i % 2) % CLASSES;
      }
      return new Clouds(features, other);
    }
  }
}
