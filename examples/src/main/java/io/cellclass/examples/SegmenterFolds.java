package io.cellclass.examples;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.evaluation.MapPair;
import io.cellclass.segment.evaluation.SegmentationEvaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A method measured on images that it has not learnt from: each fifth of them by what it learnt
 * from the others.
 */
final class SegmenterFolds {
  private static final int FOLDS = 5;

  private SegmenterFolds() {}

  /** What learns. */
  @FunctionalInterface
  interface Method {
    Segmenter learn(List<MaskedImage> training) throws IOException;
  }

  static SegmentationEvaluation evaluate(Method method, List<MaskedImage> images, Progress progress)
      throws IOException {
    int[] groups = SameImages.groups(images.stream().map(MaskedImage::image).toList());
    List<MapPair> pairs = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<MaskedImage> training = new ArrayList<>();
      List<MaskedImage> held = new ArrayList<>();
      for (int i = 0; i < groups.length; i++) {
        (groups[i] % FOLDS == fold ? held : training).add(images.get(i));
      }
      if (held.isEmpty()) {
        throw new IOException(
            "expected at least " + FOLDS + " different images, found " + images.size());
      }
      try (Segmenter segmenter = method.learn(training)) {
        for (MaskedImage image : held) {
          LabelMap found = segmenter.segment(image.image().read());
          pairs.add(new MapPair(image.id(), image.truth().read(), found));
          progress.progressed("segmenting", pairs.size(), images.size());
        }
      }
    }
    return SegmentationEvaluation.of(pairs);
  }
}
