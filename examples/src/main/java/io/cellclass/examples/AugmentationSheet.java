package io.cellclass.examples;

import io.cellclass.Augmentation;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Images as they are, and beside each what an augmentation makes of it. */
final class AugmentationSheet {
  private static final int TILE = 80;
  private static final int GAP = 4;
  private static final int MARGIN = 14;
  private static final int HEAD = 66;

  private final String title;
  private final int views;
  private final long seed;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String name, String detail, List<BufferedImage> tiles) {}

  AugmentationSheet(String title, int views, long seed) {
    this.title = "Augmentation: " + title;
    this.views = views;
    this.seed = seed;
  }

  /** Adds a row; chance is drawn as in training, from seed, view and id. */
  void add(AugmentationExhibit exhibit, Sample sample) throws IOException {
    RgbImage image = sample.image();
    Augmentation augmentation = exhibit.of().apply(image);
    List<BufferedImage> tiles = new ArrayList<>(List.of(image.toBufferedImage()));
    for (int view = 1; view <= views; view++) {
      RgbImage changed = augmentation.apply(image, RandomStreams.of(seed, view, sample.id()));
      tiles.add(changed.toBufferedImage());
    }
    boolean whole = exhibit.ranges().isEmpty();
    rows.add(
        new Row(
            whole ? sample.label().name() : exhibit.name(),
            whole ? fileName(sample) : exhibit.ranges(),
            tiles));
  }

  private static String fileName(Sample sample) {
    String id = sample.id();
    return id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('\\')) + 1);
  }

  /** The sheet as a file, JPEG or PNG. */
  byte[] picture(boolean jpeg) throws IOException {
    int left = 2 * MARGIN + labelWidth();
    int width = left + (views + 1) * (TILE + GAP) + 2 * GAP + MARGIN;
    int titled = 2 * MARGIN + Drawing.width(title, Drawing.TITLE);
    int height = HEAD + rows.size() * (TILE + GAP) - GAP + MARGIN;
    Drawing drawing = new Drawing(Math.max(width, titled), height);
    drawing.text(title, MARGIN, 24, Drawing.TITLE, Drawing.INK);
    for (int column = 0; column <= views; column++) {
      String heading = column == 0 ? "original" : "view " + column;
      int x = x(left, column) + TILE / 2;
      drawing.centredText(heading, x, HEAD - 12, Drawing.PLAIN, Drawing.FAINT);
    }
    for (int i = 0; i < rows.size(); i++) {
      draw(drawing, rows.get(i), left, HEAD + i * (TILE + GAP));
    }
    return jpeg ? drawing.jpeg() : drawing.png();
  }

  private static void draw(Drawing drawing, Row row, int left, int y) {
    drawing.text(row.name, MARGIN, y + TILE / 2 - 9, Drawing.BOLD, Drawing.INK);
    drawing.text(row.detail, MARGIN, y + TILE / 2 + 9, Drawing.PLAIN, Drawing.FAINT);
    for (int column = 0; column < row.tiles.size(); column++) {
      drawing.image(row.tiles.get(column), x(left, column), y, TILE);
    }
  }

  /** The original stands a little apart. */
  private static int x(int left, int column) {
    return left + column * (TILE + GAP) + (column == 0 ? 0 : 2 * GAP);
  }

  private int labelWidth() {
    int widest = 0;
    for (Row row : rows) {
      widest = Math.max(widest, Drawing.width(row.name, Drawing.BOLD));
      widest = Math.max(widest, Drawing.width(row.detail, Drawing.PLAIN));
    }
    return widest;
  }
}
