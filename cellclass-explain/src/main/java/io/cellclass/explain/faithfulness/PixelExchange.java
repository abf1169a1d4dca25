package io.cellclass.explain.faithfulness;

import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;

/** The exchange of an image's pixels for those of another, the most important ones first. */
final class PixelExchange {
  private PixelExchange() {}

  /**
   * The target's probability while pixels of one image are replaced by those of another.
   *
   * @param from the image at the start
   * @param to the image at the end, of the same size
   * @param steps in how many parts of equal numbers of pixels, rounded, the exchange is made
   */
  static ProbabilityCurve curve(Trial trial, RgbImage from, RgbImage to, int steps) {
    int[] order = PixelOrder.largestFirst(trial.map());
    byte[] mixed = from.bytes();
    byte[] wanted = to.bytes();
    List<Double> probabilities =
        trial.probabilities(
            steps + 1,
            step -> {
              int done = step == 0 ? 0 : pixelsAfter(step - 1, steps, order.length);
              for (int i = done; i < pixelsAfter(step, steps, order.length); i++) {
                System.arraycopy(wanted, 3 * order[i], mixed, 3 * order[i], 3);
              }
              return RgbImage.of(from.width(), from.height(), mixed);
            });
    return curve(probabilities, steps, order.length);
  }

  private static ProbabilityCurve curve(List<Double> probabilities, int steps, int pixels) {
    List<ProbabilityCurve.Point> points = new ArrayList<>();
    for (int step = 0; step <= steps; step++) {
      double share = (double) pixelsAfter(step, steps, pixels) / pixels;
      points.add(new ProbabilityCurve.Point(share, probabilities.get(step)));
    }
    return new ProbabilityCurve(points);
  }

  private static int pixelsAfter(int step, int steps, int pixels) {
    return (int) Math.round((double) step * pixels / steps);
  }

  static void requireSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("expected at least 1 step, found " + steps);
    }
  }
}
