package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On functions whose minima are known. */
class LbfgsTest {
  /** Of a coordinate of the minimum, where the function is flat to the last bits of a double. */
  private static final double TOLERANCE = 1e-5;

  private static final int PLENTY = 1000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40})
  void aQuadraticEndsAtTheSolutionOfItsLinearSystem(int length) throws InterruptedIOException {
    double[] solution = random(length, 1);
    double[] b = product(solution);
    double[] found =
        Lbfgs.minimize(
            (x, gradient) -> {
              double[] ax = product(x);
              double value = 0;
              for (int i = 0; i < length; i++) {
                value += x[i] * (ax[i] / 2 - b[i]);
                gradient[i] = ax[i] - b[i];
              }
              return value;
            },
            random(length, 2),
            PLENTY,
            0,
            (iteration, point) -> {});
    assertThat(found).containsExactly(solution, within(TOLERANCE));
  }

  /** Tridiagonal, with 2.1 on the diagonal and -1 beside it: positive definite. */
  private static double[] product(double[] x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double left = i == 0 ? 0 : x[i - 1];
      double right = i == x.length - 1 ? 0 : x[i + 1];
      result[i] = 2.1 * x[i] - left - right;
    }
    return result;
  }

  @Test
  void scalesThatDifferByAMillionAreOvercome() throws InterruptedIOException {
    double[] found =
        Lbfgs.minimize(
            (x, gradient) -> {
              gradient[0] = x[0] - 3;
              gradient[1] = 1e6 * (x[1] + 2);
              return (gradient[0] * gradient[0] + gradient[1] * gradient[1] / 1e6) / 2;
            },
            new double[] {1000, 1000},
            PLENTY,
            0,
            (iteration, point) -> {});
    assertThat(found).containsExactly(new double[] {3, -2}, within(TOLERANCE));
  }

  @Test
  void rosenbrocksValleyIsFollowedToItsEnd() throws InterruptedIOException {
    double[] found =
        Lbfgs.minimize(
            LbfgsTest::rosenbrock, new double[] {-1.2, 1}, PLENTY, 0, (iteration, point) -> {});
    assertThat(found).containsExactly(new double[] {1, 1}, within(TOLERANCE));
  }

  @Test
  void eachStepIsToldOnceAndLowersTheFunction() throws InterruptedIOException {
    List<Integer> iterations = new ArrayList<>();
    List<Double> values = new ArrayList<>(List.of(rosenbrock(new double[] {-1.2, 1})));
    double[] found =
        Lbfgs.minimize(
            LbfgsTest::rosenbrock,
            new double[] {-1.2, 1},
            12,
            0,
            (iteration, point) -> {
              iterations.add(iteration);
              values.add(rosenbrock(point));
            });
    assertThat(iterations).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    for (int i = 1; i < values.size(); i++) {
      assertThat(values.get(i)).isLessThan(values.get(i - 1));
    }
    assertThat(rosenbrock(found)).isEqualTo(values.get(values.size() - 1));
  }

  @Test
  void theStartIsLeftAsItIs() throws InterruptedIOException {
    double[] start = {-1.2, 1};
    Lbfgs.minimize(LbfgsTest::rosenbrock, start, 5, 0, (iteration, point) -> {});
    assertThat(start).containsExactly(-1.2, 1);
  }

  @Test
  void nothingIsDoneAtTheMinimum() throws InterruptedIOException {
    List<Integer> iterations = new ArrayList<>();
    double[] found =
        Lbfgs.minimize(
            LbfgsTest::rosenbrock,
            new double[] {1, 1},
            PLENTY,
            0,
            (iteration, point) -> iterations.add(iteration));
    assertThat(found).containsExactly(1, 1);
    assertThat(iterations).isEmpty();
  }

  @Test
  void aStepThatGainsLessThanTheToleranceIsTheLast() throws InterruptedIOException {
    int loose = steps(0.5);
    int strict = steps(1e-12);
    assertThat(loose).isPositive().isLessThan(strict);
  }

  private static int steps(double tolerance) throws InterruptedIOException {
    List<Integer> iterations = new ArrayList<>();
    Lbfgs.minimize(
        LbfgsTest::rosenbrock,
        new double[] {-1.2, 1},
        PLENTY,
        tolerance,
        (iteration, point) -> iterations.add(iteration));
    return iterations.size();
  }

  private static double rosenbrock(double[] x) {
    return rosenbrock(x, new double[2]);
  }

  private static double rosenbrock(double[] x, double[] gradient) {
    double off = x[1] - x[0] * x[0];
    gradient[0] = -400 * x[0] * off - 2 * (1 - x[0]);
    gradient[1] = 200 * off;
    return 100 * off * off + (1 - x[0]) * (1 - x[0]);
  }

  private static double[] random(int length, long seed) {
    return new Random(seed).doubles(length, -5, 5).toArray();
  }
}
