package io.cellclass.report;

import io.cellclass.LabelSet;
import java.awt.Color;
import java.awt.Font;
import java.util.List;

/**
 * The names of labels at the edges of a picture, in one line each, or in two if that is shorter.
 */
final class PictureLabels {
  private static final Font FONT = Sheet.BOLD;
  private static final int LINE = 15;
  private static final int WIDEST = 150;
  private static final int WRAPPED_FROM = 80;

  private final List<List<String>> names;
  private final int width;

  private PictureLabels(List<List<String>> names) {
    this.names = names;
    this.width =
        names.stream()
            .flatMap(List::stream)
            .mapToInt(line -> Sheet.width(line, FONT))
            .max()
            .orElse(0);
  }

  static PictureLabels of(LabelSet labels) {
    return new PictureLabels(
        labels.asList().stream()
            .map(label -> lines(label.name()).stream().map(PictureLabels::cut).toList())
            .toList());
  }

  /** How wide the widest is. */
  int width() {
    return width;
  }

  /** Writes a name that ends at x, its middle at the height y. */
  void to(Sheet sheet, int at, int x, int y, Color colour) {
    List<String> lines = names.get(at);
    for (int i = 0; i < lines.size(); i++) {
      sheet.textTo(lines.get(i), x, y + shift(i, lines.size()), FONT, colour);
    }
  }

  /** Writes a name whose middle is at x, its lowest line at the height y. */
  void above(Sheet sheet, int at, int x, int y, Color colour) {
    List<String> lines = names.get(at);
    for (int i = 0; i < lines.size(); i++) {
      sheet.centredText(lines.get(i), x, y - LINE * (lines.size() - 1 - i), FONT, colour);
    }
  }

  /** Writes a name that runs upwards from y, its middle at x. */
  void upFrom(Sheet sheet, int at, int x, int y, Color colour) {
    List<String> lines = names.get(at);
    for (int i = 0; i < lines.size(); i++) {
      sheet.textUpFrom(lines.get(i), x + shift(i, lines.size()), y, FONT, colour);
    }
  }

  private static int shift(int line, int lines) {
    return LINE * (2 * line - (lines - 1)) / 2;
  }

  /** Divides a long name at the space that makes its longer line shortest. */
  private static List<String> lines(String name) {
    List<String> best = List.of(name);
    int shortest = Sheet.width(name, FONT);
    if (shortest <= WRAPPED_FROM) {
      return best;
    }
    for (int space = name.indexOf(' '); space >= 0; space = name.indexOf(' ', space + 1)) {
      List<String> two = List.of(name.substring(0, space), name.substring(space + 1));
      int longer = Math.max(Sheet.width(two.get(0), FONT), Sheet.width(two.get(1), FONT));
      if (longer < shortest) {
        best = two;
        shortest = longer;
      }
    }
    return best;
  }

  /** A line that fits: what is too long ends in dots. */
  private static String cut(String line) {
    if (Sheet.width(line, FONT) <= WIDEST) {
      return line;
    }
    for (int points = line.codePointCount(0, line.length()) - 1; points > 0; points--) {
      String shorter = line.substring(0, line.offsetByCodePoints(0, points)) + "\u2026";
      if (Sheet.width(shorter, FONT) <= WIDEST) {
        return shorter;
      }
    }
    return "\u2026";
  }
}
