package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.dl4j.Optimizer.Adam;
import io.cellclass.dl4j.ParameterRange.Role;
import io.cellclass.network.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The oracles are steps worked in double precision. */
class DescentTest {
  /** Relative to a step, which is float32. */
  private static final float TOLERANCE = 1e-6f;

  private static final float[][] GRADIENTS = {
    {0.5f, -2, 0, 1e-3f}, {0.25f, 1, 0, -1e-3f}, {-1, 3, 0.5f, 0}, {0.125f, -1, 2, 1}
  };

  /**
   * The first parameter by hand: after 0.5, m = 0.05 and v = 0.00025, and the step is 0.1 *
   * sqrt(0.001) / 0.1 * 0.05 / (sqrt(0.00025) + 1e-8) = 0.1 up to 1e-8; after 0.25, m = 0.07 and v
   * = 0.00031225, and the step is 0.1 * sqrt(0.001999) / 0.19 * 0.07 / sqrt(0.00031225) =
   * 0.0932180; after -1, m = -0.037 and v = 0.00131193775, and it is 0.1 * sqrt(0.002997001) /
   * 0.271 * -0.037 / sqrt(0.00131193775) = -0.0206358.
   */
  @Test
  void adamsFirstStepsAreThoseWorkedByHand() {
    float[] expected = {-0.1f, -0.193218f, -0.1725822f};
    try (Slope slope = new Slope(Role.HEAD);
        Descent descent = descent(slope, Optimizer.adam(), Double.POSITIVE_INFINITY)) {
      for (int step = 0; step < 3; step++) {
        slope.set(GRADIENTS[step]);
        descent.step(0.1);
        assertThat(slope.values()[0]).isEqualTo(expected[step], within(1e-6f));
      }
    }
  }

  @Test
  void adamStepsAsItsPaperSays() {
    double[] mean = new double[4];
    double[] squares = new double[4];
    double[] expected = new double[4];
    try (Slope slope = new Slope(Role.HEAD);
        Descent descent = descent(slope, new Adam(0.8, 0.95, 1e-3), Double.POSITIVE_INFINITY)) {
      for (int t = 1; t <= GRADIENTS.length; t++) {
        double rate = 0.1 / t;
        for (int i = 0; i < 4; i++) {
          double g = GRADIENTS[t - 1][i];
          mean[i] = 0.8 * mean[i] + 0.2 * g;
          squares[i] = 0.95 * squares[i] + 0.05 * g * g;
          double corrected = rate * Math.sqrt(1 - Math.pow(0.95, t)) / (1 - Math.pow(0.8, t));
          expected[i] -= corrected * mean[i] / (Math.sqrt(squares[i]) + 1e-3);
        }
        slope.set(GRADIENTS[t - 1]);
        descent.step(rate);
        assertClose(slope, expected);
      }
    }
  }

  /**
   * The velocities of the first parameter: 0.05, 0.9 * 0.05 + 0.025 = 0.07, 0.063 - 0.1 = -0.037.
   */
  @Test
  void momentumsStepsAreThoseWorkedByHand() {
    float[] first = {-0.05f, -0.12f, -0.083f, -0.0622f};
    float[] second = {0.2f, 0.28f, 0.052f, -0.0532f};
    try (Slope slope = new Slope(Role.HEAD);
        Descent descent = descent(slope, Optimizer.sgd(0.9), Double.POSITIVE_INFINITY)) {
      for (int step = 0; step < 4; step++) {
        slope.set(GRADIENTS[step]);
        descent.step(0.1);
        assertThat(slope.values()[0]).isEqualTo(first[step], within(TOLERANCE));
        assertThat(slope.values()[1]).isEqualTo(second[step], within(TOLERANCE));
      }
      assertThat(descent.steps()).isEqualTo(4);
    }
  }

  @Test
  void theBackboneLearnsAtItsShareAndStatisticsAreTakenAsTheyAre() {
    try (Slope slope = new Slope(Role.HEAD, Role.BACKBONE, Role.STATISTICS, Role.HEAD);
        Descent descent = descent(slope, Optimizer.sgd(0), Double.POSITIVE_INFINITY)) {
      slope.set(1, 1, 1, 2);
      descent.step(0.5);
      assertClose(slope, -0.5, -0.05, -1, -1);
    }
  }

  /** Of (3, 4) beside statistics the norm is 5; half of it is the limit. */
  @Test
  void aLongGradientIsScaledDownAsAWhole() {
    try (Slope slope = new Slope(Role.HEAD, Role.STATISTICS, Role.HEAD, Role.HEAD);
        Descent descent = descent(slope, Optimizer.sgd(0), 2.5)) {
      slope.set(3, 100, 4, 0);
      descent.step(1);
      assertClose(slope, -1.5, -100, -2, 0);
      slope.set(0.6f, 0, 0.8f, 0);
      descent.step(1);
      assertClose(slope, -2.1, -100, -2.8, 0);
    }
  }

  @Test
  void whatGoesOnFromAStateStepsAsIfNothingHadBeen() {
    for (Optimizer optimizer : List.of(Optimizer.adam(), Optimizer.sgd(0.9))) {
      try (Slope slope = new Slope(Role.HEAD);
          Descent descent = descent(slope, optimizer, Double.POSITIVE_INFINITY);
          Slope later = new Slope(Role.HEAD);
          Descent resumed = descent(later, optimizer, Double.POSITIVE_INFINITY)) {
        step(slope, descent, 0);
        step(slope, descent, 1);
        Map<String, Tensor> state = descent.state();
        later.parameters().assign(slope.parameters());
        step(slope, descent, 2);
        assertThat(descent.state()).isNotEqualTo(state);

        resumed.restore(2, state);
        assertThat(resumed.state()).isEqualTo(state);
        step(later, resumed, 2);
        assertThat(later.values()).isEqualTo(slope.values());
        assertThat(resumed.state()).isEqualTo(descent.state());
      }
    }
  }

  private static void step(Slope slope, Descent descent, int at) {
    slope.set(GRADIENTS[at]);
    descent.step(0.1);
  }

  @Test
  void theStateOfAnotherOptimizerIsRefused() {
    try (Slope slope = new Slope(Role.HEAD);
        Descent adam = descent(slope, Optimizer.adam(), Double.POSITIVE_INFINITY);
        Descent sgd = descent(slope, Optimizer.sgd(0.9), Double.POSITIVE_INFINITY)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> adam.restore(1, sgd.state()))
          .withMessageContaining("velocity");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sgd.restore(1, Map.of("velocity", Tensor.of(new float[3], 3))))
          .withMessageContaining("4")
          .withMessageContaining("3");
    }
  }

  private static Descent descent(Slope slope, Optimizer optimizer, double clipping) {
    return new Descent(slope, optimizer, 0.1, clipping);
  }

  private static void assertClose(Slope slope, double... expected) {
    float[] values = slope.values();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).as("%d", i).isCloseTo(expected[i], within((double) TOLERANCE));
    }
  }

  /** Four parameters, at first zero, whose gradient is set by hand. */
  private static final class Slope implements Learner {
    private final INDArray parameters = Nd4j.zeros(DataType.FLOAT, 1, 4);
    private final INDArray gradient = Nd4j.zeros(DataType.FLOAT, 1, 4);
    private final Role[] roles = new Role[4];

    Slope(Role... roles) {
      for (int i = 0; i < 4; i++) {
        this.roles[i] = roles[Math.min(i, roles.length - 1)];
      }
    }

    void set(float... values) {
      gradient.assign(Nd4j.createFromArray(values).reshape(1, 4));
    }

    float[] values() {
      return NativeArrays.floats(parameters);
    }

    @Override
    public INDArray parameters() {
      return parameters;
    }

    @Override
    public INDArray gradient() {
      return gradient;
    }

    @Override
    public List<ParameterRange> ranges() {
      ParameterRange[] ranges = new ParameterRange[4];
      Arrays.setAll(ranges, i -> new ParameterRange("weight " + i, i, i + 1, roles[i]));
      return List.of(ranges);
    }

    @Override
    public double learn(Minibatch batch, RandomGenerator random) {
      throw new UnsupportedOperationException("the gradient is set");
    }

    @Override
    public float[][] learnt() {
      throw new UnsupportedOperationException("there are no classes");
    }

    @Override
    public float[][] probabilities(List<float[]> inputs) {
      throw new UnsupportedOperationException("there are no classes");
    }

    @Override
    public Map<String, Tensor> weights() {
      throw new UnsupportedOperationException("there is no network");
    }

    @Override
    public void close() {
      parameters.close();
      gradient.close();
    }
  }
}
