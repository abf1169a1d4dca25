package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.Label;
import io.cellclass.Sample;
import java.io.IOException;
import java.util.List;

/** The first cells of each class, a row for each. */
final class ContactSheet {
  private static final int COLUMNS = 8;
  private static final int TILE = 96;
  private static final int GAP = 6;
  private static final int MARGIN = 20;
  private static final int HEAD = 48;

  private ContactSheet() {}

  static byte[] png(String title, Dataset cells) throws IOException {
    int left = 2 * MARGIN + labelWidth(cells);
    int columns = Math.min(COLUMNS, largestClass(cells));
    int width = left + columns * (TILE + GAP) - GAP + MARGIN;
    int height = HEAD + cells.labels().size() * (TILE + GAP) - GAP + MARGIN;
    int titled = 2 * MARGIN + Drawing.width(title, Drawing.TITLE);
    Drawing drawing = new Drawing(Math.max(width, titled), height);
    drawing.text(title, MARGIN, HEAD / 2, Drawing.TITLE, Drawing.INK);
    int y = HEAD;
    for (Label label : cells.labels()) {
      drawing.textTo(label.name(), left - MARGIN, y + TILE / 2, Drawing.BOLD, Drawing.INK);
      int x = left;
      for (Sample sample : first(columns, label, cells)) {
        drawing.image(sample.image().toBufferedImage(), x, y, TILE);
        x += TILE + GAP;
      }
      y += TILE + GAP;
    }
    return drawing.png();
  }

  private static List<Sample> first(int count, Label label, Dataset cells) {
    return cells.where(sample -> sample.label().equals(label)).samples().stream()
        .limit(count)
        .toList();
  }

  private static int largestClass(Dataset cells) {
    return cells.labels().asList().stream().mapToInt(cells::count).max().orElse(1);
  }

  private static int labelWidth(Dataset cells) {
    return cells.labels().asList().stream()
        .mapToInt(label -> Drawing.width(label.name(), Drawing.BOLD))
        .max()
        .orElse(0);
  }
}
