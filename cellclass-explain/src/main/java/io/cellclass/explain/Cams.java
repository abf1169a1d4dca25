package io.cellclass.explain;

import io.cellclass.Trace;
import java.util.function.DoubleUnaryOperator;

/** The class activation maps of the literature. */
public enum Cams implements Cam {
  /**
   * A channel's weight is the mean of its gradients (Selvaraju et al. 2017, equation 1). The sum
   * (equation 2) keeps its sign: {@link io.cellclass.Heatmap#positive()} is the ReLU.
   */
  GRAD_CAM("Grad-CAM") {
    @Override
    public Weights weights(Trace trace) {
      return ofChannels(trace, channel -> Channels.sum(trace, channel, g -> g) / places(trace));
    }
  },

  /**
   * A channel's weight is the sum of its positive gradients, each multiplied by {@code g^2 / (2 g^2
   * + S g^3)} with {@code S} the sum of the channel's activations (Chattopadhyay et al. 2018,
   * equations 12 and 19, for a score that is followed by an exponential). Never negative.
   */
  GRAD_CAM_PLUS_PLUS("Grad-CAM++") {
    @Override
    public Weights weights(Trace trace) {
      return ofChannels(
          trace,
          channel -> {
            double activations = Channels.activations(trace, channel);
            return Channels.sum(
                trace, channel, g -> g > 0 ? g / (2 + Math.max(0, activations * g)) : 0);
          });
    }
  },

  /**
   * A channel's weight at a place is its gradient there, if positive (Jiang et al. 2021, equation
   * 4). Never negative.
   */
  LAYER_CAM("Layer-CAM") {
    @Override
    public Weights weights(Trace trace) {
      return (row, column, channel) -> Math.max(0, trace.gradient(row, column, channel));
    }
  },

  /**
   * A channel's weight at a place is its gradient there (Draelos and Carin 2020, equation 5). Where
   * the score is linear in the layer, the map adds up to it but for the bias.
   */
  HI_RES_CAM("HiResCAM") {
    @Override
    public Weights weights(Trace trace) {
      return trace::gradient;
    }
  },

  /**
   * The weights are the first right singular vector of the activations, places by channels
   * (Muhammad and Yeasin 2020), turned so that the map's sum is positive. It sees what stands out
   * in the layer, whatever the target: gradients are not asked.
   */
  EIGEN_CAM("Eigen-CAM") {
    @Override
    public Weights weights(Trace trace) {
      double[] vector = PrincipalDirection.of(trace);
      return (row, column, channel) -> vector[channel];
    }
  };

  private final String method;

  Cams(String method) {
    this.method = method;
  }

  @Override
  public String method() {
    return method;
  }

  private static int places(Trace trace) {
    return trace.layer().rows() * trace.layer().columns();
  }

  private interface ChannelWeight {
    double of(int channel);
  }

  private static Weights ofChannels(Trace trace, ChannelWeight weight) {
    double[] weights = new double[trace.layer().channels()];
    for (int channel = 0; channel < weights.length; channel++) {
      weights[channel] = weight.of(channel);
    }
    return (row, column, channel) -> weights[channel];
  }

  /** Sums over the places of a channel. */
  private static final class Channels {
    private Channels() {}

    static double sum(Trace trace, int channel, DoubleUnaryOperator term) {
      double sum = 0;
      for (int row = 0; row < trace.layer().rows(); row++) {
        for (int column = 0; column < trace.layer().columns(); column++) {
          sum += term.applyAsDouble(trace.gradient(row, column, channel));
        }
      }
      return sum;
    }

    static double activations(Trace trace, int channel) {
      double sum = 0;
      for (int row = 0; row < trace.layer().rows(); row++) {
        for (int column = 0; column < trace.layer().columns(); column++) {
          sum += trace.activation(row, column, channel);
        }
      }
      return sum;
    }
  }
}
