package io.cellclass.report;

import io.cellclass.ConfusionMatrix;
import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;

/**
 * A confusion matrix as a picture: a row for each true class, a column for each predicted one. A
 * cell is the darker, the more images it stands for; cells without images are empty. Safe for
 * concurrent use.
 *
 * <p>The pictures are PNG files with two pixels for each pixel of a page. To draw text, Java needs
 * fonts: where the machine has none, it throws an {@link Error} or a {@link RuntimeException} of
 * its own.
 */
public final class ConfusionPicture {
  /** With more classes than this, cells are too small to tell apart. */
  static final int MOST_LABELS = 100;

  private static final int MARGIN = 8;
  private static final int TITLE = 24;
  private static final int GAP = 10;
  private static final int LARGEST_CELL = 48;
  private static final int SMALLEST_CELL = 16;
  private static final int ROOMY = 1600;
  private static final int FOOT = 48;
  private static final int BAR = 120;

  private final boolean shares;
  private final int[][] counts;
  private final int largest;
  private final PictureLabels names;
  private final int cell;
  private final boolean upright;
  private final int left;
  private final int top;

  private ConfusionPicture(ConfusionMatrix matrix, boolean shares) {
    int size = matrix.labels().size();
    if (size < 1 || size > MOST_LABELS) {
      throw new IllegalArgumentException(
          "expected from 1 to " + MOST_LABELS + " labels, found " + size);
    }
    this.shares = shares;
    this.counts = matrix.counts();
    this.largest = Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(0);
    this.names = PictureLabels.of(matrix.labels());
    this.cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, ROOMY / size));
    this.upright = names.width() > cell - 4;
    this.left = MARGIN + TITLE + names.width() + GAP;
    this.top = MARGIN + TITLE + (upright ? names.width() : 32) + GAP;
  }

  /**
   * How many images each cell stands for, its darkness in proportion to the largest number.
   *
   * @throws IllegalArgumentException if there is no label, or there are more than 100
   * @throws IOException if this Java cannot write PNG files
   */
  public static byte[] counts(ConfusionMatrix matrix) throws IOException {
    return countsOf(matrix).png();
  }

  /**
   * Which share of the images of its true class each cell stands for.
   *
   * @throws IllegalArgumentException if there is no label, or there are more than 100
   * @throws IOException if this Java cannot write PNG files
   */
  public static byte[] shares(ConfusionMatrix matrix) throws IOException {
    return sharesOf(matrix).png();
  }

  static Picture countsOf(ConfusionMatrix matrix) {
    return new ConfusionPicture(matrix, false).draw();
  }

  static Picture sharesOf(ConfusionMatrix matrix) {
    return new ConfusionPicture(matrix, true).draw();
  }

  private Picture draw() {
    int side = counts.length * cell;
    Sheet sheet = new Sheet(left + Math.max(side, BAR + 110) + MARGIN, top + side + FOOT);
    sheet.centredText(
        "predicted class", left + side / 2, MARGIN + TITLE / 2, Sheet.PLAIN, Palette.FAINT);
    int below = top + side / 2 + Sheet.width("true class", Sheet.PLAIN) / 2;
    sheet.textUpFrom("true class", MARGIN + TITLE / 2, below, Sheet.PLAIN, Palette.FAINT);
    for (int i = 0; i < counts.length; i++) {
      names.to(sheet, i, left - GAP, top + i * cell + cell / 2, Palette.INK);
      int middle = left + i * cell + cell / 2;
      if (upright) {
        names.upFrom(sheet, i, middle, top - GAP, Palette.INK);
      } else {
        names.above(sheet, i, middle, top - GAP - 8, Palette.INK);
      }
      for (int j = 0; j < counts.length; j++) {
        drawCell(sheet, i, j);
      }
    }
    sheet.frame(left, top, side, side, Palette.FAINT);
    drawScale(sheet, top + side + 18);
    return Picture.of(sheet);
  }

  private void drawCell(Sheet sheet, int row, int column) {
    int x = left + column * cell;
    int y = top + row * cell;
    int count = counts[row][column];
    int support = Arrays.stream(counts[row]).sum();
    double darkness = count == 0 ? 0 : (double) count / (shares ? support : largest);
    Color ground = Shade.of(darkness);
    sheet.box(x, y, cell, cell, ground);
    sheet.frame(x, y, cell, cell, Palette.GRID);
    String text = shares ? share(count, support) : String.valueOf(count);
    if (count > 0 && Sheet.width(text, Sheet.PLAIN) <= cell - 2) {
      sheet.centredText(text, x + cell / 2, y + cell / 2, Sheet.PLAIN, Shade.inkOn(ground));
    }
  }

  /** In full per cent, but never 0 for some, nor 100 for less than all. */
  private static String share(int count, int support) {
    double percent = 100.0 * count / support;
    if (percent < 0.5) {
      return "<1 %";
    }
    return percent >= 99.5 && count < support ? ">99 %" : Numbers.format("%.0f %%", percent);
  }

  /** What the colours mean: a bar of them between its smallest and largest value. */
  private void drawScale(Sheet sheet, int y) {
    int start = left + 24;
    sheet.textTo("0", start - 8, y + 6, Sheet.PLAIN, Palette.FAINT);
    for (int i = 0; i < BAR; i++) {
      sheet.box(start + i, y, 1, 12, Shade.of((double) i / (BAR - 1)));
    }
    sheet.frame(start, y, BAR, 12, Palette.GRID);
    String most = shares ? "100 %" : largest + (largest == 1 ? " image" : " images");
    int end = start + BAR + 8 + Sheet.width(most, Sheet.PLAIN);
    sheet.textTo(most, end, y + 6, Sheet.PLAIN, Palette.FAINT);
  }
}
