package io.cellclass.segment.neural;

import io.cellclass.network.OutputLoss;
import java.util.List;

/**
 * How far a map is from {@link Centres}: the focal loss of the peaks (Zhou et al. 2019, equation 1)
 * with exponents 2 and 4, and the absolute differences of the boxes, each a mean over the cells of
 * the mini-batch.
 */
final class CentreLoss implements OutputLoss {
  private static final double BOX_WEIGHT = 0.5;

  private final int labels;
  private final List<float[]> targets;
  private final double cells;
  private final double cores;

  /**
   * The loss for a mini-batch.
   *
   * @param targets for each image what {@link Centres#target} gives; a peak's channel that is NaN
   *     is not learnt from
   */
  CentreLoss(int labels, List<float[]> targets) {
    this.labels = labels;
    this.targets = targets;
    int tops = 0;
    double weights = 0;
    for (float[] target : targets) {
      for (int at = 0; at < target.length; at += labels + Centres.BOX_CHANNELS + 1) {
        for (int label = 0; label < labels; label++) {
          tops += target[at + label] == 1 ? 1 : 0;
        }
        weights += target[at + labels + Centres.BOX_CHANNELS];
      }
    }
    this.cells = Math.max(1, tops);
    this.cores = Math.max(1, weights);
  }

  @Override
  public double of(float[] output, float[] derivatives) {
    int channels = labels + Centres.BOX_CHANNELS;
    int at = 0;
    double loss = 0;
    for (float[] target : targets) {
      for (int from = 0; from < target.length; from += channels + 1) {
        for (int label = 0; label < labels; label++) {
          loss += peak(output[at + label], target[from + label], derivatives, at + label);
        }
        float weight = target[from + channels];
        for (int c = labels; c < channels && weight > 0; c++) {
          double scale = BOX_WEIGHT * weight / cores;
          double difference = output[at + c] - target[from + c];
          loss += scale * Math.abs(difference);
          derivatives[at + c] = (float) (scale * Math.signum(difference));
        }
        at += channels;
      }
    }
    return loss;
  }

  /**
   * With p the probability of the logit x: where the target is 1, {@code -(1 - p)^2 log p}, and
   * elsewhere {@code -(1 - target)^4 p^2 log(1 - p)}.
   */
  private double peak(double logit, double target, float[] derivatives, int at) {
    if (Double.isNaN(target)) {
      return 0;
    }
    double p = 1 / (1 + Math.exp(-logit));
    // log p and log(1 - p) without rounding a small one to minus infinity.
    double logP = -softplus(-logit);
    double logRest = -softplus(logit);
    double loss;
    double slope;
    if (target == 1) {
      double rest = 1 - p;
      loss = -rest * rest * logP;
      slope = 2 * p * rest * rest * logP - rest * rest * rest;
    } else {
      double weight = Math.pow(1 - target, 4);
      loss = -weight * p * p * logRest;
      slope = weight * (-2 * p * p * (1 - p) * logRest + p * p * p);
    }
    derivatives[at] = (float) (slope / cells);
    return loss / cells;
  }

  private static double softplus(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }
}
