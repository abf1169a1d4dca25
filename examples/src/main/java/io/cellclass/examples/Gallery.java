package io.cellclass.examples;

import io.cellclass.Prediction;
import io.cellclass.Sample;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Classified cells, each with what was said of it and whether that is right. */
final class Gallery {
  // Told apart under every kind of colour blindness (Okabe and Ito).
  private static final Color RIGHT = new Color(0x00, 0x72, 0xb2);
  private static final Color WRONG = new Color(0xd5, 0x5e, 0x00);
  private static final int COLUMNS = 5;
  private static final int TILE = 140;
  private static final int CAPTION = 42;
  private static final int GAP = 20;
  private static final int HEAD = 72;

  /** A cell whose class is known, and what the classifier said of it. */
  record Entry(Sample sample, Prediction prediction) {
    boolean right() {
      return prediction.label().equals(sample.label());
    }
  }

  private Gallery() {}

  static byte[] png(String title, List<Entry> entries) throws IOException {
    int columns = Math.min(COLUMNS, entries.size());
    int rows = (entries.size() + columns - 1) / columns;
    String legend =
        "The first of each class, then mistakes. Under each: what it was taken for, how probable, and if right.";
    int width = GAP + columns * (TILE + GAP);
    int titled =
        2 * GAP
            + Math.max(Drawing.width(title, Drawing.TITLE), Drawing.width(legend, Drawing.PLAIN));
    Drawing drawing = new Drawing(Math.max(width, titled), HEAD + rows * (TILE + CAPTION + GAP));
    drawing.text(title, GAP, 26, Drawing.TITLE, Drawing.INK);
    drawing.text(legend, GAP, 51, Drawing.PLAIN, Drawing.FAINT);
    for (int i = 0; i < entries.size(); i++) {
      int x = GAP + i % columns * (TILE + GAP);
      int y = HEAD + i / columns * (TILE + CAPTION + GAP);
      draw(drawing, entries.get(i), x, y);
    }
    return drawing.png();
  }

  private static void draw(Drawing drawing, Entry entry, int x, int y) throws IOException {
    Color colour = entry.right() ? RIGHT : WRONG;
    drawing.image(entry.sample().image().toBufferedImage(), x, y, TILE);
    drawing.frame(x, y, TILE, TILE, colour, entry.right() ? 2 : 5);
    Prediction prediction = entry.prediction();
    String percent = String.format(Locale.ROOT, "%.0f %%", 100 * prediction.confidence());
    drawing.text(prediction.label().name(), x, y + TILE + 15, Drawing.BOLD, colour);
    drawing.textTo(percent, x + TILE, y + TILE + 15, Drawing.PLAIN, Drawing.INK);
    String verdict = entry.right() ? "right" : "wrong: is " + entry.sample().label();
    drawing.text(verdict, x, y + TILE + 33, Drawing.PLAIN, entry.right() ? Drawing.FAINT : WRONG);
  }
}
