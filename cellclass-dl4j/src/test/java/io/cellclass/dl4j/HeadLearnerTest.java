package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RandomStreams;
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
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadLearnerTest {
  private static final int WIDTH = 6;

  /** Of a probability, which is float32. */
  private static final double TOLERANCE = 1e-5;

  /** Of a derivative: central differences of a float32 loss. */
  private static final double DIFFERENCES = 2e-3;

  private static final float STEP = 1e-2f;

  /** Biases keep the units far from the kink of ReLU: every other one is off. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void theGradientIsThatOfTheLoss(double dropout) {
    Minibatch batch = unevenBatch();
    Map<String, Tensor> weights = DenseHead.initialWeights(WIDTH, Clouds.CLASSES, 1);
    float[] biases = new float[DenseHead.UNITS];
    for (int unit = 0; unit < biases.length; unit++) {
      biases[unit] = unit % 2 == 0 ? 3 : -3;
    }
    weights.put(DenseHead.HIDDEN_BIAS, Tensor.of(biases, DenseHead.UNITS));
    try (HeadLearner head = new HeadLearner(weights, dropout)) {
      head.learn(batch, chance());
      float[] gradient = NativeArrays.floats(head.gradient());
      Random random = new Random(3);
      for (ParameterRange range : head.ranges()) {
        for (int trial = 0; trial < 12; trial++) {
          long at = range.from() + random.nextInt((int) range.length());
          assertThat((double) gradient[(int) at])
              .as("%s at %d", range.name(), at - range.from())
              .isCloseTo(difference(head, at, batch), within(DIFFERENCES));
        }
      }
      assertThat(Math.sqrt(squares(gradient))).isGreaterThan(100 * DIFFERENCES);
    }
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  private static double difference(HeadLearner head, long at, Minibatch batch) {
    float value = head.parameters().getFloat(0, at);
    head.parameters().putScalar(0, at, value + STEP);
    double above = head.learn(batch, chance());
    head.parameters().putScalar(0, at, value - STEP);
    double below = head.learn(batch, chance());
    head.parameters().putScalar(0, at, value);
    return (above - below) / (2 * STEP);
  }

  /** The same chance each time: the same units are left out. */
  private static RandomGenerator chance() {
    return RandomStreams.of(1, 1, "dropout");
  }

  private static Minibatch unevenBatch() {
    Clouds clouds = new Clouds(5, WIDTH, 2);
    float[][] targets = {{1, 0, 0}, {0.2f, 0.6f, 0.2f}, {0, 0, 1}, {0.1f, 0.1f, 0.8f}, {0, 1, 0}};
    float[] weights = {1, 2, 0.5f, 1, 3};
    return new Minibatch(Arrays.asList(clouds.features), targets, weights);
  }

  @Test
  void theLossIsTheWeightedCrossEntropyOfWhatWasLearnt() {
    Minibatch batch = unevenBatch();
    try (HeadLearner head = learner(0.5)) {
      double loss = head.learn(batch, chance());
      double expected = 0;
      for (int i = 0; i < batch.size(); i++) {
        for (int c = 0; c < 3; c++) {
          expected -=
              batch.weights()[i] * batch.targets()[i][c] * Math.log(head.learnt()[i][c]) / 5;
        }
      }
      assertThat(loss).isCloseTo(expected, within(TOLERANCE));
    }
  }

  @Test
  void withoutDropoutWhatIsLearntIsWhatIsSaid() {
    Clouds clouds = new Clouds(20, WIDTH, 2);
    try (HeadLearner head = learner(0)) {
      head.learn(clouds.minibatch(), chance());
      assertThat(head.learnt()).isDeepEqualTo(head.probabilities(Arrays.asList(clouds.features)));
    }
  }

  @Test
  void theProbabilitiesAreThoseOfTheNodesWithTheseWeights() {
    Clouds clouds = new Clouds(20, WIDTH, 2);
    try (HeadLearner head = learner(0.5)) {
      float[][] probabilities = head.probabilities(Arrays.asList(clouds.features));
      float[][] reference = reference(head.weights(), clouds);
      for (int i = 0; i < reference.length; i++) {
        for (int c = 0; c < Clouds.CLASSES; c++) {
          assertThat((double) probabilities[i][c]).isCloseTo(reference[i][c], within(TOLERANCE));
        }
      }
      assertThat(probabilities[0][0]).isNotCloseTo(probabilities[1][0], within(1e-4f));
    }
  }

  @Test
  void manyImagesAreRunInParts() {
    Clouds clouds = new Clouds(5000, WIDTH, 2);
    try (HeadLearner head = learner(0.5)) {
      float[][] probabilities = head.probabilities(Arrays.asList(clouds.features));
      assertThat(probabilities).hasNumberOfRows(5000);
      for (int at : new int[] {0, 4095, 4096, 4999}) {
        float[] alone = head.probabilities(List.of(clouds.features[at]))[0];
        assertThat(probabilities[at]).containsExactly(alone, within((float) TOLERANCE));
      }
    }
  }

  /** The dropped units of the two are independent: a quarter of all is dropped in both. */
  @Test
  void theChanceDecidesWhichUnitsAreLeftOut() {
    Clouds clouds = new Clouds(4, WIDTH, 3);
    try (HeadLearner head = learner(0.5)) {
      double loss = head.learn(clouds.minibatch(), RandomStreams.of(1, 0, "dropout"));
      assertThat(head.learn(clouds.minibatch(), RandomStreams.of(1, 0, "dropout"))).isEqualTo(loss);
      assertThat(head.learn(clouds.minibatch(), RandomStreams.of(1, 1, "dropout")))
          .isNotEqualTo(loss);
      assertThat(head.learn(clouds.minibatch(), RandomStreams.of(2, 0, "dropout")))
          .isNotEqualTo(loss);
    }
  }

  /** Over many masks the scaled-up units have the mean that all have together. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.75})
  void theShareOfTheRateIsLeftOutAndTheRestScaledUp(double rate) {
    float[][] ones = new float[64][WIDTH];
    for (float[] row : ones) {
      Arrays.fill(row, 1);
    }
    Map<String, Tensor> weights = DenseHead.initialWeights(WIDTH, 2, 1);
    float[] biases = new float[DenseHead.UNITS];
    Arrays.fill(biases, 1);
    // Every unit is 1, and the first logit their mean.
    weights.put(DenseHead.HIDDEN_KERNEL, Tensor.of(new float[DenseHead.UNITS * WIDTH], 128, WIDTH));
    weights.put(DenseHead.HIDDEN_BIAS, Tensor.of(biases, DenseHead.UNITS));
    float[] mean = new float[2 * DenseHead.UNITS];
    Arrays.fill(mean, 0, DenseHead.UNITS, 1f / DenseHead.UNITS);
    weights.put(DenseHead.LOGITS_KERNEL, Tensor.of(mean, 2, DenseHead.UNITS));
    try (HeadLearner head = new HeadLearner(weights, rate)) {
      head.learn(new Minibatch(List.of(ones), new float[64][2], new float[64]), chance());
      double logits = 0;
      for (float[] probability : head.learnt()) {
        double logit = Math.log(probability[0] / probability[1]);
        double kept = logit * (1 - rate) * DenseHead.UNITS;
        assertThat(kept).as("units kept").isCloseTo(Math.rint(kept), within(0.01));
        logits += logit / 64;
      }
      // Five standard deviations of a mean over 64 x 128 units.
      assertThat(logits).isCloseTo(1, within(5 * Math.sqrt(rate / (1 - rate) / 64 / 128)));
    }
  }

  @Test
  void weightsStartInGlorotsRangeAndBiasesAtZero() {
    Map<String, Tensor> weights = DenseHead.initialWeights(WIDTH, Clouds.CLASSES, 1);
    assertUniform(weights, DenseHead.HIDDEN_KERNEL, Math.sqrt(6.0 / (WIDTH + DenseHead.UNITS)));
    assertUniform(
        weights, DenseHead.LOGITS_KERNEL, Math.sqrt(6.0 / (DenseHead.UNITS + Clouds.CLASSES)));
    assertUniform(weights, DenseHead.HIDDEN_BIAS, 0);
    assertUniform(weights, DenseHead.LOGITS_BIAS, 0);
    assertThat(DenseHead.initialWeights(WIDTH, Clouds.CLASSES, 1)).isEqualTo(weights);
    assertThat(DenseHead.initialWeights(WIDTH, Clouds.CLASSES, 2)).isNotEqualTo(weights);
    try (HeadLearner head = new HeadLearner(weights, 0.5)) {
      assertThat(head.weights()).isEqualTo(weights);
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

  private static HeadLearner learner(double dropout) {
    return new HeadLearner(DenseHead.initialWeights(WIDTH, Clouds.CLASSES, 1), dropout);
  }

  /** What the reference engine says with these weights, {@code [image][class]}. */
  static float[][] reference(Map<String, Tensor> weights, Clouds data) {
    Shape input = new Shape(1, 1, data.features[0].length);
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(PooledBlocks.FEATURES, new GlobalAveragePool(), List.of(Network.INPUT)));
    nodes.addAll(DenseHead.nodes(Clouds.CLASSES, 0.5));
    Network network = Network.of(input, nodes, List.of("probabilities"), weights);
    float[][] reference = new float[data.features.length][Clouds.CLASSES];
    for (int i = 0; i < reference.length; i++) {
      double[] probabilities =
          ReferenceEngine.run(network, data.features[i], 1)
              .getOrDefault("probabilities", new double[0]);
      for (int c = 0; c < Clouds.CLASSES; c++) {
        reference[i][c] = (float) probabilities[c];
      }
    }
    return reference;
  }
}
