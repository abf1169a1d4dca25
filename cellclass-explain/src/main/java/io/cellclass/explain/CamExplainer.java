package io.cellclass.explain;

import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.Layer;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Explains by a class activation map of one layer. Safe for concurrent use.
 *
 * <p>It takes the layer's values from one pass forward, and back to the layer: the deeper the
 * layer, the cheaper.
 */
public final class CamExplainer implements Explainer {
  /** Traces hold two copies of a layer for each image. */
  private static final int BATCH = 16;

  private final Differentiable classifier;
  private final Cam cam;
  private final String layer;

  /**
   * An explainer of a classifier, which stays the caller's to close.
   *
   * @param layer the name of one of the classifier's layers
   * @throws IllegalArgumentException if the classifier has no such layer
   */
  public CamExplainer(Differentiable classifier, Cam cam, String layer) {
    this.classifier = classifier;
    this.cam = Objects.requireNonNull(cam);
    this.layer = layer;
    List<String> names = classifier.layers().stream().map(Layer::name).toList();
    if (!names.contains(layer)) {
      throw new IllegalArgumentException(
          "no layer called " + layer + "; there are " + String.join(", ", names));
    }
  }

  @Override
  public String method() {
    return cam.method();
  }

  @Override
  public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
    List<Explanation> explanations = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += BATCH) {
      List<RgbImage> batch = images.subList(from, Math.min(images.size(), from + BATCH));
      classifier.trace(batch, target, layer).stream().map(this::explain).forEach(explanations::add);
    }
    return explanations;
  }

  private Explanation explain(Trace trace) {
    return new Explanation(
        trace.prediction(),
        trace.target(),
        cam.method(),
        layer,
        trace.grid().spread(cam.map(trace)));
  }

  @Override
  public String toString() {
    return cam.method() + " at " + layer;
  }
}
