package io.cellclass.examples;

import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.classic.ForestSegmenter;
import io.cellclass.segment.classic.ForestTraining;
import io.cellclass.segment.evaluation.MapPair;
import io.cellclass.segment.evaluation.SegmentationEvaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
    int[] groups = SameImages.groups(images.stream().map(MaskedImage::image).toList());
    List<MapPair> pairs = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<MaskedImage> training = new ArrayList<>();
      List<MaskedImage> held = new ArrayList<>();
      for (int i = 0; i < groups.length; i++) {
        (groups[i] % FOLDS == fold ? held : training).add(images.get(i));
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
}
