package io.cellclass.explain.picture;

import io.cellclass.Label;
import java.awt.Color;

/** The places of a picture made of equal tiles, each with lines of text below it. */
record PictureTile(int width, int height, int lines, PictureText text) {
  static final int GAP = 16;
  private static final int ABOVE_TEXT = 4;

  /** The height of a tile with its text and the gap to the next. */
  int pitch() {
    return height + ABOVE_TEXT + lines * text.line() + GAP;
  }

  /** Writes a line below a tile whose upper left corner is at x and y; cut if it is too long. */
  void line(PictureSheet sheet, int x, int y, int line, String words, Color colour) {
    sheet.textFrom(text.cut(words, width, false), x, middle(y, line), colour);
  }

  /** The same in strong letters, with dots in the middle if it is too long. */
  void name(PictureSheet sheet, int x, int y, String words) {
    sheet.strongFrom(text.cutInside(words, width, true), x, middle(y, 0), PictureSheet.INK);
  }

  /** The height of a line's middle. */
  int middle(int y, int line) {
    return y + height + ABOVE_TEXT + line * text.line() + text.line() / 2;
  }

  /** Writes a label and a number; of a label that is too long the end is cut, not the number. */
  void scored(
      PictureSheet sheet, int x, int y, int line, Label label, double probability, Color colour) {
    String words = text.scored(label.name(), probability, width);
    sheet.textFrom(words, x, middle(y, line), colour);
  }
}
