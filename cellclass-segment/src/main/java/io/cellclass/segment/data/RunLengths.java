package io.cellclass.segment.data;

import io.cellclass.segment.LabelMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks as COCO counts them: down the columns, the lengths of the runs of pixels in turn outside
 * and inside of the mask, outside first.
 */
final class RunLengths {
  private static final int FIRST_CHARACTER = 48;
  private static final int BITS = 5;
  private static final int MORE = 1 << BITS;
  private static final int SIGN = 1 << (BITS - 1);
  private static final int MOST_CHARACTERS = 7;

  private RunLengths() {}

  /** The lengths of a cell in its whole map. */
  static List<Integer> of(LabelMap map, CellPixels cell) {
    List<Integer> counts = new ArrayList<>();
    int height = map.height();
    int end = 0;
    int inside = 0;
    for (int x = cell.left(); x < cell.right(); x++) {
      for (int y = cell.top(); y < cell.bottom(); y++) {
        if (map.cell(x, y) != cell.cell()) {
          continue;
        }
        int at = x * height + y;
        if (inside == 0) {
          counts.add(at);
        } else if (at > end) {
          counts.add(inside);
          counts.add(at - end);
          inside = 0;
        }
        inside++;
        end = at + 1;
      }
    }
    counts.add(inside);
    int rest = map.width() * height - end;
    if (rest > 0) {
      counts.add(rest);
    }
    return counts;
  }

  /**
   * Gives the pixels of a mask a number.
   *
   * @param cells row by row
   * @throws IllegalArgumentException if a length is negative, or they are not as many pixels
   */
  static void paint(int width, int height, List<Integer> counts, int[] cells, int number) {
    long at = 0;
    boolean inside = false;
    for (int count : counts) {
      if (count < 0 || at + count > cells.length) {
        throw new IllegalArgumentException(
            "expected runs of " + cells.length + " pixels, found one of " + count + " at " + at);
      }
      for (int i = (int) at; inside && i < at + count; i++) {
        cells[i % height * width + i / height] = number;
      }
      at += count;
      inside = !inside;
    }
    if (at != cells.length) {
      throw new IllegalArgumentException(
          "expected runs of " + cells.length + " pixels, found " + at);
    }
  }

  /**
   * The lengths in a string: five bits a character from '0' on, the lowest first, a sixth where
   * more follow, the last one's highest the sign; from the fourth length on what is given is the
   * difference to the one but one before.
   *
   * @throws IllegalArgumentException if it is no such string
   */
  static List<Integer> parse(String text) {
    List<Integer> counts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int shift = 0;
      int bits;
      do {
        bits = at < text.length() ? text.charAt(at++) - FIRST_CHARACTER : -1;
        if (bits < 0 || bits >= 2 * MORE || shift == MOST_CHARACTERS * BITS) {
          throw new IllegalArgumentException("no run lengths at character " + at);
        }
        value |= (long) (bits & (MORE - 1)) << shift;
        shift += BITS;
      } while ((bits & MORE) != 0);
      if ((bits & SIGN) != 0) {
        value -= 1L << shift;
      }
      if (counts.size() > 2) {
        value += counts.get(counts.size() - 2);
      }
      if (value < 0 || value > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("a run of " + value + " pixels at character " + at);
      }
      counts.add((int) value);
    }
    return counts;
  }
}
