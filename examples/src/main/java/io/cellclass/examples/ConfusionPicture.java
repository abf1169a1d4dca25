package io.cellclass.examples;

import io.cellclass.Evaluation;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import java.awt.Color;
import java.io.IOException;
import java.util.Locale;

/** A confusion matrix as a picture: the darker, the larger the share of a true class. */
final class ConfusionPicture {
  private static final Color DARK = new Color(0x08, 0x45, 0x94);
  private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
  private static final int MARGIN = 20;
  private static final int HEAD = 112;
  private static final int SMALLEST_CELL = 84;
  private static final int CELL_HEIGHT = 64;
  private static final int FOOT = 44;

  private final Evaluation evaluation;
  private final LabelSet labels;
  private final int labelWidth;
  private final int cellWidth;
  private final int left;

  private ConfusionPicture(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.labels = evaluation.labels();
    this.labelWidth =
        labels.asList().stream()
            .mapToInt(label -> Drawing.width(label.name(), Drawing.BOLD))
            .max()
            .orElse(0);
    this.cellWidth = Math.max(SMALLEST_CELL, labelWidth + 14);
    this.left = MARGIN + 26 + labelWidth + 12;
  }

  static byte[] png(String title, Evaluation evaluation) throws IOException {
    return new ConfusionPicture(evaluation).draw(title);
  }

  private byte[] draw(String title) throws IOException {
    int side = labels.size();
    int width = left + side * cellWidth + MARGIN;
    int bottom = HEAD + side * CELL_HEIGHT;
    String legend = "Counts, and the share of the true class.";
    int titled = 2 * MARGIN + Drawing.width(title, Drawing.TITLE);
    Drawing drawing = new Drawing(Math.max(width, titled), bottom + FOOT);
    drawing.text(title, MARGIN, 26, Drawing.TITLE, Drawing.INK);
    int middle = left + side * cellWidth / 2;
    drawing.centredText("predicted", middle, 66, Drawing.PLAIN, Drawing.FAINT);
    drawing.upwardText(
        "true", MARGIN + 8, HEAD + side * CELL_HEIGHT / 2, Drawing.PLAIN, Drawing.FAINT);
    for (int i = 0; i < side; i++) {
      String name = labels.get(i).name();
      int x = left + i * cellWidth + cellWidth / 2;
      drawing.centredText(name, x, HEAD - 18, Drawing.BOLD, Drawing.INK);
      int y = HEAD + i * CELL_HEIGHT + CELL_HEIGHT / 2;
      drawing.textTo(name, left - 12, y, Drawing.BOLD, Drawing.INK);
      for (int j = 0; j < side; j++) {
        cell(drawing, i, j);
      }
    }
    drawing.frame(left, HEAD, side * cellWidth, side * CELL_HEIGHT, Drawing.FAINT, 1);
    drawing.text(legend, left, bottom + FOOT / 2, Drawing.PLAIN, Drawing.FAINT);
    return drawing.png();
  }

  private void cell(Drawing drawing, int row, int column) {
    Label truth = labels.get(row);
    int count = evaluation.confusion().count(truth, labels.get(column));
    int support = evaluation.of(truth).support();
    double share = support == 0 ? 0 : (double) count / support;
    int x = left + column * cellWidth;
    int y = HEAD + row * CELL_HEIGHT;
    drawing.box(x, y, cellWidth, CELL_HEIGHT, shade(share));
    drawing.frame(x, y, cellWidth, CELL_HEIGHT, GRID, 1);
    if (count > 0) {
      Color ink = share > 0.5 ? Color.WHITE : Drawing.INK;
      int middle = x + cellWidth / 2;
      drawing.centredText(String.valueOf(count), middle, y + 24, Drawing.TITLE, ink);
      String percent = String.format(Locale.ROOT, "%.0f %%", 100 * share);
      drawing.centredText(percent, middle, y + 45, Drawing.PLAIN, ink);
    }
  }

  /** From white to dark blue. */
  private static Color shade(double share) {
    return new Color(
        mixed(DARK.getRed(), share), mixed(DARK.getGreen(), share), mixed(DARK.getBlue(), share));
  }

  private static int mixed(int dark, double share) {
    return (int) Math.round(255 + (dark - 255) * share);
  }
}
