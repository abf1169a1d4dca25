package io.cellclass.segment.measure;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import java.util.function.BiPredicate;

/** Maps of one cell that is drawn by formula, at the pixels' centres. */
final class Drawn {
  static final int SIDE = 140;

  private Drawn() {}

  static LabelMap map(BiPredicate<Double, Double> cell) {
    return map(cell, (x, y) -> false);
  }

  static LabelMap map(BiPredicate<Double, Double> cell, BiPredicate<Double, Double> nucleus) {
    int[] cells = new int[SIDE * SIDE];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int row = i / SIDE;
      double x = i % SIDE + 0.5;
      double y = row + 0.5;
      cells[i] = cell.test(x, y) ? 1 : 0;
      classes[i] = cells[i] == 1 ? PixelClass.CYTOPLASM : PixelClass.BACKGROUND;
      if (cells[i] == 1 && nucleus.test(x, y)) {
        classes[i] = PixelClass.NUCLEUS;
      }
    }
    return LabelMap.of(SIDE, SIDE, cells, classes);
  }

  static BiPredicate<Double, Double> disc(double x, double y, double radius) {
    return ellipse(x, y, radius, radius, 0);
  }

  static BiPredicate<Double, Double> ellipse(
      double x, double y, double a, double b, double degrees) {
    return (px, py) -> {
      double u = along(px - x, py - y, degrees) / a;
      double v = along(px - x, py - y, degrees + 90) / b;
      return u * u + v * v <= 1;
    };
  }

  static BiPredicate<Double, Double> rectangle(
      double x, double y, double width, double height, double degrees) {
    return (px, py) ->
        Math.abs(along(px - x, py - y, degrees)) <= width / 2
            && Math.abs(along(px - x, py - y, degrees + 90)) <= height / 2;
  }

  private static double along(double x, double y, double degrees) {
    return x * Math.cos(Math.toRadians(degrees)) + y * Math.sin(Math.toRadians(degrees));
  }
}
