package io.cellclass.explain;

import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Explains by what each place of the image adds to the target's log-odds, compared with a picture
 * that has no cell. Safe for concurrent use.
 *
 * <p>The network's head reads averages over the places of some layers. Where it is linear, the
 * score is a sum over all places of these layers; what a place adds is, with the values {@code a}
 * that it has, the values {@code b} that it has in the substitute, and the gradients {@code g}
 * through the head, the sum over the channels of {@code g * (a - b)}. Where it is not linear, the
 * gradients make it so at the image. The layers' maps are added, since their effects are, and
 * smoothed by a sixteenth of the frame, which is about the distance of the places of the deeper
 * ones. Negative where a place speaks for other labels.
 */
public final class Contributions implements Explainer {
  private static final String METHOD = "Contributions";

  /** What the layer of such an explanation is called: all that the head reads. */
  public static final String LAYER = "head";

  /** A side of the grid on which the layers' maps are added: finer than any of them. */
  private static final int SIDE = 56;

  /** Of the Gaussian, in places of that grid. */
  private static final double DEVIATION = SIDE / 48.0;

  private final Differentiable classifier;
  private final Substitute substitute;

  /**
   * An explainer of a classifier, which stays the caller's to close, against the blurred image: the
   * same colours without a cell.
   */
  public Contributions(Differentiable classifier) {
    this(classifier, Substitute.BLURRED);
  }

  /** An explainer against another substitute. */
  public Contributions(Differentiable classifier, Substitute substitute) {
    this.classifier = classifier;
    this.substitute = Objects.requireNonNull(substitute);
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
    Label any = classifier.labels().get(0);
    AtomicReference<@Nullable Prediction> without = new AtomicReference<>();
    // In one batch, which is faster: the substitute's answer is known when the image's is.
    List<List<Trace>> traces =
        classifier
            .viewing(image)
            .traceHead(
                List.of(substitute.of(image), image),
                said -> {
                  Prediction first = without.get();
                  if (first == null) {
                    without.set(said);
                    return Map.of(any, 1.0);
                  }
                  return against(target.apply(said), first);
                });
    List<Trace> empty = traces.get(0);
    List<Trace> seen = traces.get(1);
    FeatureGrid sum = sumGrid(seen.get(0).grid());
    float[] values = new float[SIDE * SIDE];
    for (int layer = 0; layer < seen.size(); layer++) {
      float[] added = differences(seen.get(layer), empty.get(layer));
      add(seen.get(layer).grid(), added, sum, values);
    }
    Trace first = seen.get(0);
    return new Explanation(
        first.prediction(), first.target(), METHOD, LAYER, sum.spread(smoothed(values)));
  }

  private static float[] smoothed(float[] values) {
    return Smoothing.of(DEVIATION).apply(SIDE, SIDE, values);
  }

  /** A label against the others, as likely as they are where nothing is seen. */
  private Map<Label, Double> against(Label target, Prediction without) {
    double others = 0;
    for (Label label : classifier.labels()) {
      others += label.equals(target) ? 0 : without.probability(label);
    }
    Map<Label, Double> score = new HashMap<>();
    for (Label label : classifier.labels()) {
      score.put(label, others == 0 ? 0 : -without.probability(label) / others);
    }
    score.put(target, 1.0);
    return score;
  }

  /** What the places of a layer add, to the score of all: of many places each adds less. */
  private static float[] differences(Trace seen, Trace empty) {
    int columns = seen.layer().columns();
    float[] map = new float[seen.layer().rows() * columns];
    for (int place = 0; place < map.length; place++) {
      int row = place / columns;
      int column = place % columns;
      double added = 0;
      for (int channel = 0; channel < seen.layer().channels(); channel++) {
        double more =
            seen.activation(row, column, channel) - empty.activation(row, column, channel);
        added += seen.gradient(row, column, channel) * more;
      }
      // A density: the layers have different numbers of places.
      map[place] = (float) (added * map.length);
    }
    return map;
  }

  private static FeatureGrid sumGrid(FeatureGrid grid) {
    Frame seen = grid.seen();
    double stepX = seen.width() / SIDE;
    double stepY = seen.height() / SIDE;
    return new FeatureGrid(
        grid.imageWidth(),
        grid.imageHeight(),
        seen,
        SIDE,
        SIDE,
        seen.x() + stepX / 2,
        seen.y() + stepY / 2,
        stepX,
        stepY);
  }

  private static void add(FeatureGrid grid, float[] map, FeatureGrid sum, float[] values) {
    for (int place = 0; place < values.length; place++) {
      int row = place / SIDE;
      int column = place % SIDE;
      double x = sum.x() + column * sum.stepX();
      double y = sum.y() + row * sum.stepY();
      values[place] += (float) grid.valueAt(x, y, map);
    }
  }
}
