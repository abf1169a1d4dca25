package io.cellclass.segment.data;

import io.cellclass.segment.data.CellOutline.Ring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Walks along the edges between pixels of a cell and the rest, with the cell on the right hand:
 * around a part of it clockwise, around holes counter-clockwise (rows count downwards).
 */
final class RingTracer {
  // Directions: right, down, left, up.
  private static final int[] STEP_X = {1, 0, -1, 0};
  private static final int[] STEP_Y = {0, 1, 0, -1};
  private static final int RIGHT = 0;
  private static final int DIRECTIONS = 4;

  private final int[] parts;
  private final int width;
  private final int height;
  // By the corner where it begins and its direction.
  private final boolean[] walked;

  /**
   * A tracer.
   *
   * @param parts the part of each pixel, parts being connected by edges; 0 outside of the cell
   */
  RingTracer(int[] parts, int width, int height) {
    this.parts = parts;
    this.width = width;
    this.height = height;
    this.walked = new boolean[(width + 1) * (height + 1) * DIRECTIONS];
  }

  /** The rings of each part, none of which meets itself, moved by a column and a row. */
  SortedMap<Integer, List<Ring>> rings(int left, int top) {
    SortedMap<Integer, List<Ring>> rings = new TreeMap<>();
    for (int y = 0; y <= height; y++) {
      for (int x = 0; x <= width; x++) {
        // Every ring has an edge that leads to the right, above a pixel of its part.
        if (isEdge(x, y, RIGHT) && !walked[index(x, y, RIGHT)]) {
          List<Ring> ofPart =
              rings.computeIfAbsent(parts[y * width + x], unused -> new ArrayList<>());
          for (List<Integer> corners : simple(walk(x, y, RIGHT))) {
            ofPart.add(ring(corners, left, top));
          }
        }
      }
    }
    return rings;
  }

  private boolean isIn(int x, int y) {
    return x >= 0 && x < width && y >= 0 && y < height && parts[y * width + x] != 0;
  }

  /**
   * Whether the edge from a corner has a pixel of the cell on its right hand and none on its left.
   */
  private boolean isEdge(int x, int y, int direction) {
    return switch (direction) {
      case 0 -> isIn(x, y) && !isIn(x, y - 1);
      case 1 -> isIn(x - 1, y) && !isIn(x, y);
      case 2 -> isIn(x - 1, y - 1) && !isIn(x - 1, y);
      default -> isIn(x, y - 1) && !isIn(x - 1, y - 1);
    };
  }

  private int corner(int x, int y) {
    return y * (width + 1) + x;
  }

  private int index(int x, int y, int direction) {
    return corner(x, y) * DIRECTIONS + direction;
  }

  /** The corners between pixels that a walk passes, back to where it began, which stands once. */
  private List<Integer> walk(int startX, int startY, int startDirection) {
    List<Integer> corners = new ArrayList<>();
    int x = startX;
    int y = startY;
    int direction = startDirection;
    while (!walked[index(x, y, direction)]) {
      walked[index(x, y, direction)] = true;
      corners.add(corner(x, y));
      x += STEP_X[direction];
      y += STEP_Y[direction];
      // Right first: around the same pixel, where another meets it at the corner alone.
      int turn = (direction + 1) % DIRECTIONS;
      while (!isEdge(x, y, turn)) {
        turn = (turn + DIRECTIONS - 1) % DIRECTIONS;
      }
      direction = turn;
    }
    return corners;
  }

  /** Cuts a walk into loops wherever it comes back to a corner. */
  private static List<List<Integer>> simple(List<Integer> walk) {
    List<List<Integer>> loops = new ArrayList<>();
    List<Integer> path = new ArrayList<>();
    Map<Integer, Integer> placeOf = new HashMap<>();
    for (int corner : walk) {
      Integer before = placeOf.get(corner);
      if (before != null) {
        List<Integer> loop = path.subList(before, path.size());
        loops.add(new ArrayList<>(loop));
        loop.subList(1, loop.size()).forEach(placeOf::remove);
        loop.subList(1, loop.size()).clear();
      } else {
        placeOf.put(corner, path.size());
        path.add(corner);
      }
    }
    loops.add(path);
    return loops;
  }

  /** The ring with only those corners at which it turns. */
  private Ring ring(List<Integer> corners, int left, int top) {
    List<Integer> xs = new ArrayList<>();
    List<Integer> ys = new ArrayList<>();
    int n = corners.size();
    for (int i = 0; i < n; i++) {
      int before = corners.get((i + n - 1) % n);
      int here = corners.get(i);
      int after = corners.get((i + 1) % n);
      if (here - before != after - here) {
        xs.add(here % (width + 1) + left);
        ys.add(here / (width + 1) + top);
      }
    }
    xs.add(xs.get(0));
    ys.add(ys.get(0));
    return new Ring(List.copyOf(xs), List.copyOf(ys));
  }
}
