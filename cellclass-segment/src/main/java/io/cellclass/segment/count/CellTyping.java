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
  /** The same cells, those with types that have one. */
  List<CountedCell> typed(List<CountedCell> cells, RgbImage image) {
    List<RgbImage> crops =
        cells.stream()
            .filter(CellTyping::isWhite)
            .map(cell -> crop(image, cell.detection().box()))
            .toList();
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

  private static boolean isWhite(CountedCell cell) {
    return cell.kind() == CellKind.WHITE_CELL;
  }

  /** The part of the image about a cell; at least a pixel. */
  private RgbImage crop(RgbImage image, Box cell) {
    double across = cell.width() * (1 + 2 * margin);
    double down = cell.height() * (1 + 2 * margin);
    Box box =
        Box.centred(cell.centreX(), cell.centreY(), across, down)
            .clipped(image.width(), image.height());
    int left = Math.min((int) box.left(), image.width() - 1);
    int top = Math.min((int) box.top(), image.height() - 1);
    int width = Math.max(1, (int) Math.ceil(box.right()) - left);
    int height = Math.max(1, (int) Math.ceil(box.bottom()) - top);
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int rgb = image.rgb(left + i % width, top + i / width);
      bytes[3 * i] = (byte) (rgb >> 16);
      bytes[3 * i + 1] = (byte) (rgb >> 8);
      bytes[3 * i + 2] = (byte) rgb;
    }
    return RgbImage.of(width, height, bytes);
  }
}
