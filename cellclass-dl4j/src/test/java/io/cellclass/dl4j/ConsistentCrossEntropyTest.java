package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.InterruptedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class ConsistentCrossEntropyTest {
  private static final int IMAGES = 5;
  private static final int VIEWS = 3;
  private static final int WIDTH = 4;
  private static final int CLASSES = 3;
  private static final double LAMBDA = 0.2;
  private static final double CONSISTENCY = 7;
  private static final double SMOOTHING = 0.3;
  private static final Penalty PENALTY = new Penalty(LAMBDA, CONSISTENCY, SMOOTHING);
  private static final int[] LABELS = {0, 1, 2, 1, 0};
  private static final double[][] WEIGHTINGS = {
    {0.2, 0.2, 0.2, 0.2, 0.2}, {0, 0.5, 0.1, 0.4, 0},
  };

  /** Of sums of float32 products. */
  private static final double ROUNDING = 1e-5;

  /** Of differences over a step, in which that rounding is divided by the step. */
  private static final double SLOPE = 2e-3;

  private final Random random = new Random(1);
  private final float[][] features = new float[VIEWS * IMAGES][WIDTH];
  private final double[] point = new double[(WIDTH + 1) * WEIGHTINGS.length * CLASSES];

  ConsistentCrossEntropyTest() {
    for (float[] row : features) {
      for (int j = 0; j < WIDTH; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    for (int i = 0; i < point.length; i++) {
      point[i] = random.nextGaussian();
    }
  }

  private ConsistentCrossEntropy objective() {
    return new ConsistentCrossEntropy(
        Nd4j.createFromArray(features), LABELS, WEIGHTINGS, CLASSES, PENALTY);
  }

  @Test
  void theValueIsThatOfTheDefinition() throws InterruptedIOException {
    assertThat(objective().evaluate(point, new double[point.length]))
        .isCloseTo(byDefinition(), within(ROUNDING));
  }

  @Test
  void theGradientIsThatOfDifferences() throws InterruptedIOException {
    double[] gradient = new double[point.length];
    objective().evaluate(point, gradient);
    double step = 1e-4;
    for (int i = 0; i < point.length; i++) {
      double kept = point[i];
      point[i] = kept + step;
      double above = byDefinition();
      point[i] = kept - step;
      double below = byDefinition();
      point[i] = kept;
      assertThat(gradient[i])
          .as("slope along %d", i)
          .isCloseTo((above - below) / (2 * step), within(SLOPE));
    }
  }

  /** Equal views have equal logits, so that nothing but the cross-entropy and weights is left. */
  @Test
  void consistencyCostsNothingWhereViewsAreEqual() throws InterruptedIOException {
    for (int i = 0; i < features.length; i++) {
      features[i] = features[i % IMAGES];
    }
    double consistent = objective().evaluate(point, new double[point.length]);
    double plain =
        new ConsistentCrossEntropy(
                Nd4j.createFromArray(features),
                LABELS,
                WEIGHTINGS,
                CLASSES,
                new Penalty(LAMBDA, 0, SMOOTHING))
            .evaluate(point, new double[point.length]);
    assertThat(consistent).isCloseTo(plain, within(ROUNDING));
  }

  @Test
  void withoutWeightsTheLossIsTheLogarithmOfTheClassesForEachWeighting()
      throws InterruptedIOException {
    ConsistentCrossEntropy objective = objective();
    double[] zero = objective.zero();
    assertThat(zero).hasSize(point.length);
    assertThat(objective.evaluate(zero, new double[zero.length]))
        .isCloseTo(WEIGHTINGS.length * Math.log(CLASSES), within(ROUNDING));
  }

  @Test
  void anInterruptedThreadStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> objective().evaluate(point, new double[point.length]))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private double byDefinition() {
    double value = 0;
    for (int w = 0; w < WEIGHTINGS.length; w++) {
      for (int image = 0; image < IMAGES; image++) {
        double[][] logits = new double[VIEWS][CLASSES];
        for (int view = 0; view < VIEWS; view++) {
          for (int c = 0; c < CLASSES; c++) {
            logits[view][c] = logit(features[view * IMAGES + image], w, c);
          }
        }
        for (int view = 0; view < VIEWS; view++) {
          double sum = 0;
          double distance = 0;
          for (int c = 0; c < CLASSES; c++) {
            sum += Math.exp(logits[view][c]);
            double mean = (logits[0][c] + logits[1][c] + logits[2][c]) / 3;
            distance += Math.pow(logits[view][c] - mean, 2);
          }
          double crossEntropy = 0;
          for (int c = 0; c < CLASSES; c++) {
            double target = c == LABELS[image] ? 0.8 : 0.1;
            crossEntropy += target * (Math.log(sum) - logits[view][c]);
          }
          value +=
              WEIGHTINGS[w][image] / VIEWS * (crossEntropy + LAMBDA * CONSISTENCY / 2 * distance);
        }
      }
    }
    for (int i = 0; i < WIDTH * WEIGHTINGS.length * CLASSES; i++) {
      value += LAMBDA / 2 * point[i] * point[i];
    }
    return value;
  }

  private double logit(float[] row, int weighting, int c) {
    int columns = WEIGHTINGS.length * CLASSES;
    int column = weighting * CLASSES + c;
    double logit = point[WIDTH * columns + column];
    for (int j = 0; j < WIDTH; j++) {
      logit += row[j] * point[j * columns + column];
    }
    return logit;
  }
}
