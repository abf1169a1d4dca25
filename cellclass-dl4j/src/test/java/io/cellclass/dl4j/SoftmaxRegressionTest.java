package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Tensor;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class SoftmaxRegressionTest {
  private static final int PLENTY = 500;

  /**
   * Of weights and losses: the solver ends when a step gains less than 1e-5 of the loss, and close
   * to the minimum a weight's error is about the square root of the loss's.
   */
  private static final double TOLERANCE = 5e-3;

  /** With consistency and without smoothing. */
  private static final Penalty PENALTY = new Penalty(0.1, 10, 0);

  /** Of sums of float32 products. */
  private static final double ROUNDING = 1e-6;

  /**
   * At -1 and 1 the weights are -a and a, and the objective log(1 + exp(-2a)) + lambda a^2 has its
   * minimum where lambda a (1 + exp(2a)) = 1.
   */
  @Test
  void twoImagesOfTwoClassesHaveTheWeightsOfTheFormula() throws InterruptedIOException {
    double a = 0.5;
    double lambda = 1 / (a * (1 + Math.exp(2 * a)));
    LinearSoftmax fit = fit(new float[][] {{-1}, {1}}, new int[] {0, 1}, 2, lambda);
    assertThat(values(fit.kernel())).containsExactly(new double[] {-a, a}, within(TOLERANCE));
    assertThat(values(fit.bias())).containsExactly(new double[] {0, 0}, within(TOLERANCE));
  }

  @Test
  void weightsAreThoseOfTheFeaturesAsTheyCome() throws InterruptedIOException {
    double a = 0.5;
    double lambda = 1 / (a * (1 + Math.exp(2 * a)));
    LinearSoftmax fit = fit(new float[][] {{-1}, {7}}, new int[] {0, 1}, 2, lambda);
    assertThat(values(fit.kernel()))
        .containsExactly(new double[] {-a / 4, a / 4}, within(TOLERANCE));
    assertThat(values(fit.bias()))
        .containsExactly(new double[] {3 * a / 4, -3 * a / 4}, within(TOLERANCE));
  }

  @Test
  void theMinimumIsThatOfPlainGradientDescent() throws InterruptedIOException {
    Problem problem = Problem.random(40, 4, 3, 1);
    double lambda = 0.1;
    LinearSoftmax fit = fit(problem.features, problem.classes, 3, lambda);
    double found = problem.objective(standardisedPoint(problem, fit), lambda);
    double descended = problem.objective(problem.descend(lambda), lambda);
    assertThat(found).isCloseTo(descended, within(1e-4 * descended));
  }

  @Test
  void noSmallChangeOfAWeightLowersTheObjective() throws InterruptedIOException {
    Problem problem = Problem.random(40, 4, 3, 2);
    double lambda = 0.05;
    double[] point = standardisedPoint(problem, fit(problem.features, problem.classes, 3, lambda));
    double step = 1e-4;
    for (int i = 0; i < point.length; i++) {
      double slope =
          (moved(problem, point, i, step) - moved(problem, point, i, -step)) / (2 * step);
      assertThat(slope).as("slope along %d", i).isCloseTo(0, within(TOLERANCE));
    }
  }

  private static double moved(Problem problem, double[] point, int i, double step) {
    double[] other = point.clone();
    other[i] += step;
    return problem.objective(other, 0.05);
  }

  @Test
  void scaleAndOriginOfFeaturesDoNotMatter() throws InterruptedIOException {
    Problem problem = Problem.random(60, 5, 3, 3);
    float[][] other = new float[60][5];
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 5; j++) {
        other[i][j] = (float) (problem.features[i][j] * Math.pow(10, j - 2) + 3 * j);
      }
    }
    LinearSoftmax one = fit(problem.features, problem.classes, 3, 0.1);
    LinearSoftmax two = fit(other, problem.classes, 3, 0.1);
    for (int i = 0; i < 60; i++) {
      int[] label = {problem.classes[i]};
      assertThat(two.quality(new float[][] {other[i]}, label).loss())
          .isCloseTo(
              one.quality(new float[][] {problem.features[i]}, label).loss(), within(TOLERANCE));
    }
  }

  @Test
  void strongerRegularisationMakesSmallerWeights() throws InterruptedIOException {
    Problem problem = Problem.random(60, 5, 3, 4);
    double before = Double.POSITIVE_INFINITY;
    for (double lambda : new double[] {0.001, 0.01, 0.1, 1, 10}) {
      double squares = 0;
      for (double weight : values(fit(problem.features, problem.classes, 3, lambda).kernel())) {
        squares += weight * weight;
      }
      assertThat(squares).as("lambda %s", lambda).isLessThan(before);
      before = squares;
    }
  }

  @Test
  void aConstantFeatureHasNoWeightAndSpoilsNothing() throws InterruptedIOException {
    for (float constant : new float[] {0, 0.1f, -7.3f, 1e6f}) {
      float[][] features = {{-1, constant}, {-0.5f, constant}, {1, constant}};
      LinearSoftmax fit = fit(features, new int[] {0, 0, 1}, 2, 0.1);
      double[] weights = values(fit.kernel());
      assertThat(new double[] {weights[1], weights[3]})
          .as("constant %s", constant)
          .containsExactly(0, 0);
      assertThat(fit.quality(features, new int[] {0, 0, 1}).accuracy()).isEqualTo(1);
    }
  }

  @Test
  void withoutFeaturesThatTellTheBiasesGiveTheShares() throws InterruptedIOException {
    float[][] features = new float[10][2];
    LinearSoftmax fit = fit(features, new int[] {0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, 2, 0.1);
    double[] biases = values(fit.bias());
    assertThat(biases[0] - biases[1]).isCloseTo(Math.log(7.0 / 3), within(2e-2));
  }

  @Test
  void eachStepIsToldInItsOrder() throws InterruptedIOException {
    Problem problem = Problem.random(40, 4, 3, 5);
    List<Integer> iterations = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    LinearSoftmax fit;
    try (SoftmaxRegression regression = regression(problem.features, problem.classes, 3)) {
      fit =
          regression.fit(
              equal(40),
              PENALTY,
              4,
              (iteration, step) -> {
                iterations.add(iteration);
                losses.add(step.quality(problem.features, problem.classes).loss());
              });
    }
    assertThat(iterations).containsExactly(1, 2, 3, 4);
    assertThat(fit.quality(problem.features, problem.classes).loss()).isEqualTo(losses.get(3));
  }

  /** The bias of the class with twice the share is that of a class with twice the images. */
  @Test
  void anImageOfTwiceTheShareCountsAsTwo() throws InterruptedIOException {
    float[][] twice = {{-1, 2}, {-1, 2}, {0.5f, 1}, {2, -1}};
    float[][] once = {{-1, 2}, {0.5f, 1}, {2, -1}};
    double[] shares = {0.5, 0.25, 0.25};
    ConsistentCrossEntropy repeated = objective(twice, new int[] {0, 0, 1, 1}, equal(4));
    ConsistentCrossEntropy weighted = objective(once, new int[] {0, 1, 1}, shares);
    double[] point = {0.3, -0.2, 0.7, 0.1, -0.4, 0.2};
    double[] one = new double[6];
    double[] other = new double[6];
    assertThat(weighted.evaluate(point, other))
        .isCloseTo(repeated.evaluate(point, one), within(ROUNDING));
    assertThat(other).containsExactly(one, within(ROUNDING));
  }

  private static ConsistentCrossEntropy objective(
      float[][] features, int[] labels, double[] shares) {
    return new ConsistentCrossEntropy(
        Nd4j.createFromArray(features), labels, new double[][] {shares}, 2, PENALTY);
  }

  @Test
  void fitsInOneGoAreThoseOfEachByItself() throws InterruptedIOException {
    Problem problem = Problem.random(40, 4, 3, 6);
    double[][] weightings = {without(40, 0, 10), without(40, 10, 40), equal(40)};
    try (SoftmaxRegression regression = regression(problem.features, problem.classes, 3)) {
      List<LinearSoftmax> together = regression.fitEach(weightings, PENALTY, PLENTY);
      for (int i = 0; i < weightings.length; i++) {
        LinearSoftmax alone = regression.fit(weightings[i], PENALTY, PLENTY, (step, fit) -> {});
        assertThat(values(together.get(i).kernel()))
            .containsExactly(values(alone.kernel()), within(TOLERANCE));
        assertThat(values(together.get(i).bias()))
            .containsExactly(values(alone.bias()), within(TOLERANCE));
      }
    }
  }

  private static double[] without(int images, int from, int to) {
    double[] shares = new double[images];
    for (int i = 0; i < images; i++) {
      shares[i] = i >= from && i < to ? 0 : 1.0 / (images - (to - from));
    }
    return shares;
  }

  /**
   * Both features tell the classes equally well; but the views of an image differ in the second. A
   * fit without the views' consistency would lean on both.
   */
  @Test
  void whatDiffersBetweenViewsIsReliedOnLess() throws InterruptedIOException {
    float[][] one = {{-1, -1.5f}, {-1, -0.5f}, {1, 0.5f}, {1, 1.5f}};
    float[][] two = {{-1, -0.5f}, {-1, -1.5f}, {1, 1.5f}, {1, 0.5f}};
    int[] classes = {0, 0, 1, 1};
    double[] consistent;
    try (SoftmaxRegression regression = new SoftmaxRegression(List.of(one, two), classes, 2)) {
      consistent = values(regression.fit(equal(4), PENALTY, PLENTY, (i, fit) -> {}).kernel());
    }
    float[][] all = {one[0], one[1], one[2], one[3], two[0], two[1], two[2], two[3]};
    double[] plain = values(fit(all, new int[] {0, 0, 1, 1, 0, 0, 1, 1}, 2, 0.1).kernel());
    assertThat(plain[3] / plain[2]).isGreaterThan(0.6);
    assertThat(consistent[3] / consistent[2]).isBetween(0.0, 0.3);
  }

  @Test
  void anInterruptEndsTheFitAndStaysSet() {
    Problem problem = Problem.random(40, 4, 3, 7);
    try (SoftmaxRegression regression = regression(problem.features, problem.classes, 3)) {
      assertThatThrownBy(
              () ->
                  regression.fit(
                      equal(40),
                      new Penalty(1e-6, 0, 0),
                      PLENTY,
                      (step, fit) -> Thread.currentThread().interrupt()))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static SoftmaxRegression regression(float[][] features, int[] classes, int count) {
    return new SoftmaxRegression(List.<float[][]>of(features), classes, count);
  }

  private static double[] equal(int images) {
    double[] shares = new double[images];
    Arrays.fill(shares, 1.0 / images);
    return shares;
  }

  private static LinearSoftmax fit(float[][] features, int[] classes, int count, double lambda)
      throws InterruptedIOException {
    try (SoftmaxRegression regression = regression(features, classes, count)) {
      return regression.fit(
          equal(features.length), new Penalty(lambda, 0, 0), PLENTY, (i, step) -> {});
    }
  }

  private static double[] values(Tensor tensor) {
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.get(i);
    }
    return values;
  }

  /** The weights by class, then the biases, for features of mean 0 and deviation 1. */
  private static double[] standardisedPoint(Problem problem, LinearSoftmax fit) {
    double[] kernel = values(fit.kernel());
    double[] point = problem.zero();
    double[] biases = values(fit.bias());
    for (int c = 0; c < problem.count; c++) {
      point[problem.count * problem.width + c] = biases[c];
      for (int j = 0; j < problem.width; j++) {
        int at = c * problem.width + j;
        point[at] = kernel[at] * problem.deviation[j];
        point[problem.count * problem.width + c] += kernel[at] * problem.mean[j];
      }
    }
    return point;
  }

  /** The same objective by its definition, in double precision, with a plain way to its minimum. */
  private static final class Problem {
    final float[][] features;
    final int[] classes;
    final int count;
    final int width;
    final double[] mean;
    final double[] deviation;

    private Problem(float[][] features, int[] classes, int count) {
      this.features = features;
      this.classes = classes;
      this.count = count;
      this.width = features[0].length;
      this.mean = new double[width];
      this.deviation = new double[width];
      for (int j = 0; j < width; j++) {
        double sum = 0;
        double squares = 0;
        for (float[] row : features) {
          sum += row[j];
          squares += (double) row[j] * row[j];
        }
        mean[j] = sum / features.length;
        deviation[j] = Math.sqrt(squares / features.length - mean[j] * mean[j]);
      }
    }

    static Problem random(int samples, int width, int count, long seed) {
      Random random = new Random(seed);
      float[][] features = new float[samples][width];
      int[] classes = new int[samples];
      for (int i = 0; i < samples; i++) {
        classes[i] = random.nextInt(count);
        for (int j = 0; j < width; j++) {
          features[i][j] = (float) (random.nextGaussian() + (j == classes[i] ? 1 : 0));
        }
      }
      return new Problem(features, classes, count);
    }

    double[] zero() {
      return new double[count * (width + 1)];
    }

    double objective(double[] point, double lambda) {
      return walk(point, lambda, zero());
    }

    double[] descend(double lambda) {
      double[] point = zero();
      for (int step = 0; step < 5000; step++) {
        double[] gradient = zero();
        walk(point, lambda, gradient);
        for (int i = 0; i < point.length; i++) {
          point[i] -= 0.3 * gradient[i];
        }
      }
      return point;
    }

    private double walk(double[] point, double lambda, double[] gradient) {
      double value = 0;
      for (int i = 0; i < count * width; i++) {
        value += lambda / 2 * point[i] * point[i];
        gradient[i] += lambda * point[i];
      }
      for (int s = 0; s < features.length; s++) {
        double[] exp = new double[count];
        double sum = 0;
        for (int c = 0; c < count; c++) {
          double logit = point[count * width + c];
          for (int j = 0; j < width; j++) {
            logit += point[c * width + j] * standardised(s, j);
          }
          exp[c] = Math.exp(logit);
          sum += exp[c];
        }
        value -= Math.log(exp[classes[s]] / sum) / features.length;
        for (int c = 0; c < count; c++) {
          double residual = (exp[c] / sum - (c == classes[s] ? 1 : 0)) / features.length;
          gradient[count * width + c] += residual;
          for (int j = 0; j < width; j++) {
            gradient[c * width + j] += residual * standardised(s, j);
          }
        }
      }
      return value;
    }

    private double standardised(int sample, int j) {
      return (features[sample][j] - mean[j]) / deviation[j];
    }
  }
}
