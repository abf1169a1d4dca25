package io.cellclass.explain;

import io.cellclass.Classifier;
import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An explainer that knows nothing of the classifier but what it says. */
abstract class Baseline implements Explainer {
  private final Classifier classifier;

  Baseline(Classifier classifier) {
    this.classifier = classifier;
  }

  /** The map for an image, whatever the target is. */
  abstract Heatmap map(RgbImage image);

  @Override
  public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
    List<Prediction> predictions = classifier.classify(images);
    List<Explanation> explanations = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Prediction prediction = predictions.get(i);
      explanations.add(explanation(images.get(i), prediction, target.apply(prediction)));
    }
    return explanations;
  }

  private Explanation explanation(RgbImage image, Prediction prediction, Label target) {
    if (!classifier.labels().contains(target)) {
      throw new IllegalArgumentException(
          "unknown label " + target + ", expected one of " + classifier.labels());
    }
    return new Explanation(prediction, target, method(), Differentiable.INPUT, map(image));
  }
}
