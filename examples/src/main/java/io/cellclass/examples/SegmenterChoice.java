package io.cellclass.examples;

import io.cellclass.segment.Segmenter;
import io.cellclass.segment.classic.OtsuSegmenter;
import io.cellclass.segment.neural.NetworkSegmenter;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code --model} names: a file, or a classical method. */
final class SegmenterChoice {
  private SegmenterChoice() {}

  static Segmenter open(String model) throws IOException {
    return switch (model) {
      case "otsu" -> OtsuSegmenter.twoClasses();
      case "otsu3" -> OtsuSegmenter.threeClasses();
      default -> NetworkSegmenter.load(Path.of(model));
    };
  }
}
