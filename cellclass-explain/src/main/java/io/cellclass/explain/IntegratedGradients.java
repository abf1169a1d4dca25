package io.cellclass.explain;

import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Explains by the gradients at the image's own values, integrated along the straight way from a
 * substitute to the image (Sundararajan et al. 2017, equations 1 and 3). The values of the
 * network's input add up to the difference of the target's score between image and substitute, up
 * to the error of the sum; red, green and blue of a pixel are added. Safe for concurrent use.
 */
public final class IntegratedGradients implements Explainer {
  private static final String METHOD = "Integrated gradients";
  private static final int BATCH = 8;

  private final Differentiable classifier;
  private final int steps;
  private final Substitute substitute;

  /** Integrates in 32 steps from the blurred image, which holds no cell and no edge. */
  public IntegratedGradients(Differentiable classifier) {
    this(classifier, 32, Substitute.BLURRED);
  }

  /**
   * An explainer of a classifier, which stays the caller's to close.
   *
   * @param steps the number of gradients, each in the middle of its part of the way
   * @param substitute where the way begins
   * @throws IllegalArgumentException if there is no step
   */
  public IntegratedGradients(Differentiable classifier, int steps, Substitute substitute) {
    if (steps < 1) {
      throw new IllegalArgumentException("the number of steps must be positive, not " + steps);
    }
    this.classifier = classifier;
    this.steps = steps;
    this.substitute = substitute;
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
    return images.stream().map(image -> explain(image, target)).toList();
  }

  private Explanation explain(RgbImage image, Function<Prediction, Label> target) {
    Differentiable fixed = classifier.viewing(image);
    RgbImage start = substitute.of(image);
    Trace end = trace(fixed, List.of(image), target).get(0);
    Label label = end.target();
    Trace begin = trace(fixed, List.of(start), prediction -> label).get(0);
    float[] map = new float[end.layer().rows() * end.layer().columns()];
    for (int from = 0; from < steps; from += BATCH) {
      List<RgbImage> way = new ArrayList<>();
      for (int step = from; step < Math.min(steps, from + BATCH); step++) {
        way.add(mixed(start, image, (step + 0.5) / steps));
      }
      for (Trace trace : trace(fixed, way, prediction -> label)) {
        add(map, trace, begin, end);
      }
    }
    return new Explanation(
        end.prediction(), label, METHOD, Differentiable.INPUT, end.grid().spread(map));
  }

  private static List<Trace> trace(
      Differentiable classifier, List<RgbImage> images, Function<Prediction, Label> target) {
    return classifier.trace(images, target, Differentiable.INPUT);
  }

  private void add(float[] map, Trace trace, Trace begin, Trace end) {
    int columns = trace.layer().columns();
    for (int place = 0; place < map.length; place++) {
      int row = place / columns;
      int column = place % columns;
      double sum = 0;
      for (int channel = 0; channel < trace.layer().channels(); channel++) {
        double way = end.activation(row, column, channel) - begin.activation(row, column, channel);
        sum += trace.gradient(row, column, channel) * way;
      }
      map[place] += (float) (sum / steps);
    }
  }

  /** The image on the way, rounded to 8 bits. */
  private static RgbImage mixed(RgbImage from, RgbImage to, double share) {
    byte[] start = from.bytes();
    byte[] result = to.bytes();
    for (int i = 0; i < result.length; i++) {
      int a = start[i] & 0xff;
      int b = result[i] & 0xff;
      result[i] = (byte) Math.round(a + share * (b - a));
    }
    return RgbImage.of(to.width(), to.height(), result);
  }
}
