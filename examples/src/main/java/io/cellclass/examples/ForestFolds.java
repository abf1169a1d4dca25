package io.cellclass.examples;

import io.cellclass.RgbImage;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.classic.ForestSegmenter;
import io.cellclass.segment.classic.ForestTraining;
import io.cellclass.segment.evaluation.MapPair;
import io.cellclass.segment.evaluation.SegmentationEvaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A random forest measured on images that it has not learnt from: each fifth of them by one that
 * learnt from the others.
 */
final class ForestFolds {
  private static final int FOLDS = 5;

  private ForestFolds() {}

  static SegmentationEvaluation evaluate(List<MaskedImage> images, Progress progress)
      throws IOException {
    if (images.size() < FOLDS) {
      throw new IOException(
          "expected at least "
              + FOLDS
              + " images to divide for the forest, found "
              + images.size());
    }
    int[] folds = folds(images);
    List<MapPair> pairs = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<MaskedImage> training = new ArrayList<>();
      List<MaskedImage> held = new ArrayList<>();
      for (int i = 0; i < folds.length; i++) {
        (folds[i] == fold ? held : training).add(images.get(i));
      }
      try (ForestSegmenter forest = ForestTraining.DEFAULT.train(training)) {
        for (MaskedImage image : held) {
          pairs.add(
              new MapPair(image.id(), image.truth().read(), forest.segment(image.image().read())));
          progress.progressed("segmenting", pairs.size(), images.size());
        }
      }
    }
    return SegmentationEvaluation.of(pairs);
  }

  /** In turn, but for an image that is there twice, which is in one fold. */
  private static int[] folds(List<MaskedImage> images) throws IOException {
    Map<RgbImage, Integer> known = new HashMap<>();
    int[] folds = new int[images.size()];
    for (int i = 0; i < folds.length; i++) {
      RgbImage image = images.get(i).image().read();
      Integer fold = known.get(image);
      folds[i] = fold == null ? known.size() % FOLDS : fold;
      known.putIfAbsent(image, folds[i]);
    }
    return folds;
  }
}
