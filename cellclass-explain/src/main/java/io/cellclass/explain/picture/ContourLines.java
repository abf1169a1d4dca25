package io.cellclass.explain.picture;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines along which a grid of values has a certain level: marching squares, the algorithm of
 * Lorensen and Cline (1987) in the plane. Between neighbours values change linearly; a saddle is
 * resolved by the mean of its four corners. Beyond the border the outermost values go on, so that a
 * line runs to the border.
 *
 * <p>The value of column x and row y lies at (x + 0.5, y + 0.5).
 */
final class ContourLines {
  private static final int NONE = -1;

  private final float[] values;
  private final int width;
  private final int height;
  private final double level;

  /** For each edge between neighbours, the one or two edges that a line goes on to. */
  private final int[] ahead;

  private final int[] back;

  private ContourLines(float[] values, int width, int height, double level) {
    this.values = values;
    this.width = width;
    this.height = height;
    this.level = level;
    int edges = 2 * (width + 2) * (height + 2);
    this.ahead = new int[edges];
    this.back = new int[edges];
    Arrays.fill(ahead, NONE);
    Arrays.fill(back, NONE);
  }

  /** The lines of a level: closed ones, and open ones from border to border. */
  static List<Path2D> of(float[] values, int width, int height, double level) {
    ContourLines lines = new ContourLines(values, width, height, level);
    for (int y = -1; y < height; y++) {
      for (int x = -1; x < width; x++) {
        lines.crossCell(x, y);
      }
    }
    return lines.join();
  }

  private double value(int x, int y) {
    int column = Math.min(width - 1, Math.max(0, x));
    int row = Math.min(height - 1, Math.max(0, y));
    return values[row * width + column];
  }

  /** Links the edges of the cell between four neighbours where lines cross it. */
  private void crossCell(int x, int y) {
    int corners =
        (value(x, y) >= level ? 1 : 0)
            | (value(x + 1, y) >= level ? 2 : 0)
            | (value(x + 1, y + 1) >= level ? 4 : 0)
            | (value(x, y + 1) >= level ? 8 : 0);
    int above = edge(x, y, false);
    int below = edge(x, y + 1, false);
    int left = edge(x, y, true);
    int right = edge(x + 1, y, true);
    switch (corners) {
      case 1, 14 -> link(left, above);
      case 2, 13 -> link(above, right);
      case 4, 11 -> link(right, below);
      case 8, 7 -> link(below, left);
      case 3, 12 -> link(left, right);
      case 6, 9 -> link(above, below);
      case 5, 10 -> {
        // The corners that are joined through the middle are not cut off.
        boolean falling = corners == 5;
        if (middle(x, y) >= level == falling) {
          link(above, right);
          link(below, left);
        } else {
          link(left, above);
          link(right, below);
        }
      }
      default -> {}
    }
  }

  private double middle(int x, int y) {
    return (value(x, y) + value(x + 1, y) + value(x, y + 1) + value(x + 1, y + 1)) / 4;
  }

  /** The edge from a value to its right or lower neighbour. */
  private int edge(int x, int y, boolean down) {
    return 2 * ((y + 1) * (width + 2) + x + 1) + (down ? 1 : 0);
  }

  private void link(int one, int other) {
    linkTo(one, other);
    linkTo(other, one);
  }

  private void linkTo(int from, int to) {
    if (ahead[from] == NONE) {
      ahead[from] = to;
    } else {
      back[from] = to;
    }
  }

  private List<Path2D> join() {
    List<Path2D> paths = new ArrayList<>();
    for (int edge = 0; edge < ahead.length; edge++) {
      if (ahead[edge] != NONE && back[edge] == NONE) {
        paths.add(follow(edge, false));
      }
    }
    for (int edge = 0; edge < ahead.length; edge++) {
      if (ahead[edge] != NONE) {
        paths.add(follow(edge, true));
      }
    }
    return paths;
  }

  /** The line through an edge; what has been followed is forgotten. */
  private Path2D follow(int start, boolean closed) {
    Path2D path = new Path2D.Double();
    path.moveTo(crossingX(start), crossingY(start));
    int before = start;
    int at = ahead[start];
    forget(start);
    while (ahead[at] != NONE) {
      path.lineTo(crossingX(at), crossingY(at));
      int next = ahead[at] == before ? back[at] : ahead[at];
      forget(at);
      if (next == NONE) {
        return path;
      }
      before = at;
      at = next;
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  private void forget(int edge) {
    ahead[edge] = NONE;
    back[edge] = NONE;
  }

  private double crossingX(int edge) {
    int x = edge / 2 % (width + 2) - 1;
    return x + 0.5 + (edge % 2 == 0 ? share(edge) : 0);
  }

  private double crossingY(int edge) {
    int y = edge / 2 / (width + 2) - 1;
    return y + 0.5 + (edge % 2 == 1 ? share(edge) : 0);
  }

  /** How far from one value to its neighbour the level lies. */
  private double share(int edge) {
    int x = edge / 2 % (width + 2) - 1;
    int y = edge / 2 / (width + 2) - 1;
    boolean down = edge % 2 == 1;
    double from = value(x, y);
    double to = value(down ? x : x + 1, down ? y + 1 : y);
    return (level - from) / (to - from);
  }
}
