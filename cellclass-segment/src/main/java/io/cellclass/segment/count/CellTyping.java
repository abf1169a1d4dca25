package io.cellclass.segment.count;

import io.cellclass.Classifier;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Gives white cells their types.
 *
 * @param margin what the classifier is shown around a cell, as a share of the box
 * @param leastConfidence below which a cell has no type
 */
record CellTyping(Classifier classifier, double margin, double leastConfidence) {
  /** What is shown of an image. */
  record Window(int left, int top, int width, int height) {}

  /**
   * The same cells, those with types that have one.
   *
   * @param crops what is shown of each white cell, in their order
   */
  List<CountedCell> typed(List<CountedCell> cells, List<RgbImage> crops) {
    if (crops.isEmpty()) {
      return cells;
    }
    Iterator<Optional<Label>> types =
        classifier.classify(crops).stream()
            .map(prediction -> prediction.label(leastConfidence))
            .iterator();
    List<CountedCell> typed = new ArrayList<>();
    for (CountedCell cell : cells) {
      typed.add(isWhite(cell) ? types.next().map(cell::withType).orElse(cell) : cell);
    }
    return typed;
  }

  static boolean isWhite(CountedCell cell) {
    return cell.kind() == CellKind.WHITE_CELL;
  }

  /** What is shown of a cell; at least a pixel. */
  Window window(CountedCell counted, int width, int height) {
    Box cell = counted.detection().box();
    double across = cell.width() * (1 + 2 * margin);
    double down = cell.height() * (1 + 2 * margin);
    Box box = Box.centred(cell.centreX(), cell.centreY(), across, down).clipped(width, height);
    int left = Math.min((int) box.left(), width - 1);
    int top = Math.min((int) box.top(), height - 1);
    return new Window(
        left,
        top,
        Math.max(1, (int) Math.ceil(box.right()) - left),
        Math.max(1, (int) Math.ceil(box.bottom()) - top));
  }

  RgbImage crop(RgbImage image, CountedCell cell) {
    Window window = window(cell, image.width(), image.height());
    byte[] bytes = new byte[3 * window.width * window.height];
    for (int i = 0; i < window.width * window.height; i++) {
      int rgb = image.rgb(window.left + i % window.width, window.top + i / window.width);
      bytes[3 * i] = (byte) (rgb >> 16);
      bytes[3 * i + 1] = (byte) (rgb >> 8);
      bytes[3 * i + 2] = (byte) rgb;
    }
    return RgbImage.of(window.width, window.height, bytes);
  }
}
