package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
  private static final int PLENTY = 500;

  /**
   * Of weights and losses: the solver ends when a step gains less than 1e-5 of the loss, and close
   * to the minimum a weight's error is about the square root of the loss's.
   */
  private static final double TOLERANCE = 5e-3;

  /**
   * At -1 and 1 the weights are -a and a, and the objective log(1 + exp(-2a)) + lambda a^2 has its
   * minimum where lambda a (1 + exp(2a)) = 1.
   */
  @Test
  void twoImagesOfTwoClassesHaveTheWeightsOfTheFormula() {
    double a = 0.5;
    double lambda = 1 / (a * (1 + Math.exp(2 * a)));
    LinearSoftmax fit = fit(new float[][] {{-1}, {1}}, new int[] {0, 1}, 2, lambda);
    assertThat(values(fit.kernel())).containsExactly(new double[] {-a, a}, within(TOLERANCE));
    assertThat(values(fit.bias())).containsExactly(new double[] {0, 0}, within(TOLERANCE));
  }

  @Test
  void weightsAreThoseOfTheFeaturesAsTheyCome() {
    double a = 0.5;
    double lambda = 1 / (a * (1 + Math.exp(2 * a)));
    LinearSoftmax fit = fit(new float[][] {{-1}, {7}}, new int[] {0, 1}, 2, lambda);
    assertThat(values(fit.kernel()))
        .containsExactly(new double[] {-a / 4, a / 4}, within(TOLERANCE));
    assertThat(values(fit.bias()))
        .containsExactly(new double[] {3 * a / 4, -3 * a / 4}, within(TOLERANCE));
  }

  @Test
  void theMinimumIsThatOfPlainGradientDescent() {
    Problem problem = Problem.random(40, 4, 3, 1);
    double lambda = 0.1;
    LinearSoftmax fit = fit(problem.features, problem.classes, 3, lambda);
    double found = problem.objective(standardisedPoint(problem, fit), lambda);
    double descended = problem.objective(problem.descend(lambda), lambda);
    assertThat(found).isCloseTo(descended, within(1e-4 * descended));
  }

  @Test
  void noSmallChangeOfAWeightLowersTheObjective() {
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
  void scaleAndOriginOfFeaturesDoNotMatter() {
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
  void strongerRegularisationMakesSmallerWeights() {
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
  void aConstantFeatureHasNoWeightAndSpoilsNothing() {
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
  void withoutFeaturesThatTellTheBiasesGiveTheShares() {
    float[][] features = new float[10][2];
    LinearSoftmax fit = fit(features, new int[] {0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, 2, 0.1);
    double[] biases = values(fit.bias());
    assertThat(biases[0] - biases[1]).isCloseTo(Math.log(7.0 / 3), within(2e-2));
  }

  @Test
  void eachStepIsToldInItsOrder() {
    Problem problem = Problem.random(40, 4, 3, 5);
    List<Integer> iterations = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    LinearSoftmax fit =
        SoftmaxRegression.fit(
            problem.features,
            problem.classes,
            3,
            0.1,
            4,
            (iteration, step) -> {
              iterations.add(iteration);
              losses.add(step.quality(problem.features, problem.classes).loss());
            });
    assertThat(iterations).containsExactly(1, 2, 3, 4);
    assertThat(fit.quality(problem.features, problem.classes).loss()).isEqualTo(losses.get(3));
  }

  private static LinearSoftmax fit(float[][] features, int[] classes, int count, double lambda) {
    return SoftmaxRegression.fit(features, classes, count, lambda, PLENTY, (i, step) -> {});
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
