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
import java.util.Objects;
import java.util.function.Function;

/**
 * Explains by what each place of the image adds to the target's score. Safe for concurrent use.
 *
 * <p>A network's head reads averages over the places of one or several layers. Where it is linear,
 * as that of the default recipe, the score (the value before the softmax) is a constant and a sum
 * over all places of these layers; what a place adds is the sum over its channels of activation
 * times gradient through the head: HiResCAM ({@link Cams#HI_RES_CAM}) of each layer that is read,
 * none counted twice. The map is their sum, as a density: its mean over what the network sees is
 * about the score but for the constant. Where the head is not linear, it is taken as if it were,
 * with its gradients at the image. Negative where a place speaks against the target.
 */
public final class Contributions implements Explainer {
  /** What the layer of such an explanation is called: all that the head reads. */
  public static final String LAYER = "head";

  private static final String METHOD = "Contributions";

  /** Traces hold two copies of each layer for each image. */
  private static final int BATCH = 16;

  private final Differentiable classifier;

  /** An explainer of a classifier, which stays the caller's to close. */
  public Contributions(Differentiable classifier) {
    this.classifier = Objects.requireNonNull(classifier);
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
    List<Explanation> explanations = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += BATCH) {
      List<RgbImage> batch = images.subList(from, Math.min(images.size(), from + BATCH));
      classifier.traceHead(batch, target).stream()
          .map(Contributions::explanation)
          .forEach(explanations::add);
    }
    return explanations;
  }

  private static Explanation explanation(List<Trace> layers) {
    Trace first = layers.get(0);
    SeenGrid sum = new SeenGrid(first.grid());
    for (Trace layer : layers) {
      float[] map = Cams.HI_RES_CAM.map(layer);
      for (int place = 0; place < map.length; place++) {
        // A density: the layers have different numbers of places.
        map[place] *= map.length;
      }
      sum.add(layer.grid(), map);
    }
    return new Explanation(first.prediction(), first.target(), METHOD, LAYER, sum.spread());
  }
}
