package io.cellclass.explain.picture;

import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.Prediction;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A page of a gallery: pairs of an image and its overlay, two beside each other, under a title.
 *
 * @param title what stands above
 * @param entries the images, at least one
 */
record GalleryPage(String title, List<GalleryEntry> entries, PictureStyle style, PictureText text) {
  /** The pairs beside each other. */
  static final int COLUMNS = 2;

  private static final int LEAST = 160;
  private static final int MOST = 240;
  private static final int LINES = 3;
  private static final int INSIDE = 6;
  private static final int BETWEEN = 28;
  private static final int BELOW_TITLE = 8;
  private static final int LEGEND = 26;
  private static final int BAR = 120;

  /** All tiles of a page are as large as the largest, so that they stand in line. */
  private PictureTile tile() {
    int width = LEAST;
    int height = 1;
    for (GalleryEntry entry : entries) {
      PictureScale scale = scale(entry);
      ScaleBar ruler = ScaleBar.of(scale, style.micrometres());
      width = Math.max(width, Math.max(scale.drawnWidth(), ruler.width(text)));
      height = Math.max(height, scale.drawnHeight());
    }
    return new PictureTile(width, height, LINES, text);
  }

  private static PictureScale scale(GalleryEntry entry) {
    return PictureScale.of(entry.image(), LEAST, MOST);
  }

  private int top() {
    return PictureSheet.MARGIN + (text.isDrawn() ? text.line() + BELOW_TITLE : 0);
  }

  BufferedImage draw() {
    PictureTile tile = tile();
    int columns = Math.min(COLUMNS, entries.size());
    int rows = (entries.size() + COLUMNS - 1) / COLUMNS;
    int pair = 2 * tile.width() + INSIDE;
    int inside = Math.max(columns * (pair + BETWEEN) - BETWEEN, legendWidth());
    int below = top() + rows * tile.pitch();
    PictureSheet sheet =
        new PictureSheet(
            inside + 2 * PictureSheet.MARGIN, below + LEGEND + PictureSheet.MARGIN, text);
    sheet.strongFrom(
        text.cut(title, inside, true),
        PictureSheet.MARGIN,
        PictureSheet.MARGIN + text.line() / 2,
        PictureSheet.INK);
    for (int i = 0; i < entries.size(); i++) {
      int x = PictureSheet.MARGIN + i % COLUMNS * (pair + BETWEEN);
      drawPair(sheet, tile, entries.get(i), x, top() + i / COLUMNS * tile.pitch());
    }
    drawLegend(sheet, below + LEGEND / 2);
    return sheet.pixels();
  }

  private void drawPair(PictureSheet sheet, PictureTile tile, GalleryEntry entry, int x, int y) {
    Explanation explanation = entry.explanation();
    PictureScale scale = scale(entry);
    double full = style.maximum(explanation.heatmap());
    Overlay overlay = new Overlay(entry.image(), explanation.heatmap(), style, full, scale);
    int right = x + tile.width() + INSIDE;
    overlay.drawImage(sheet, x, y);
    overlay.draw(sheet, right, y);

    Prediction prediction = explanation.prediction();
    tile.name(sheet, x, y, entry.name());
    tile.scored(sheet, x, y, 1, prediction.label(), prediction.confidence(), PictureSheet.INK);
    entry.truth().ifPresent(truth -> drawVerdict(sheet, tile, x, y, truth, prediction));
    tile.line(sheet, right, y, 0, style.caption(explanation), PictureSheet.INK);
    if (full > 0) {
      String range = style.range(explanation.heatmap());
      tile.line(sheet, right, y, 1, range, PictureSheet.FAINT);
    }
    ScaleBar ruler = ScaleBar.of(scale, style.micrometres());
    ruler.draw(sheet, right, text.isDrawn() ? tile.middle(y, 2) : y + tile.height() + 8);
  }

  private static void drawVerdict(
      PictureSheet sheet, PictureTile tile, int x, int y, Label truth, Prediction prediction) {
    boolean right = truth.equals(prediction.label());
    Color colour = right ? PictureSheet.BLUE : PictureSheet.VERMILION;
    String words = right ? "right, true label " : "wrong, true label ";
    tile.line(sheet, x, y, 2, words + truth.name(), colour);
  }

  private String least() {
    return style.colours().isSigned() ? "minus the largest" : "0";
  }

  private static String most() {
    return "largest value of each image";
  }

  private int legendWidth() {
    return text.width(least(), false) + 8 + BAR + 8 + text.width(most(), false);
  }

  /** What the colours mean: each image has a scale of its own. */
  private void drawLegend(PictureSheet sheet, int middle) {
    int x = PictureSheet.MARGIN + text.width(least(), false) + (text.isDrawn() ? 8 : 0);
    sheet.textFrom(least(), PictureSheet.MARGIN, middle, PictureSheet.FAINT);
    double start = style.colours().isSigned() ? -1 : 0;
    for (int i = 0; i < BAR; i++) {
      double share = start + (1 - start) * (i + 0.5) / BAR;
      sheet.box(x + i, middle - 6, 1, 12, new Color(style.colours().rgb(share)));
    }
    sheet.textFrom(most(), x + BAR + 8, middle, PictureSheet.FAINT);
  }
}
