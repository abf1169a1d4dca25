package io.cellclass.segment.neural;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.classic.DistanceTransform;
import io.cellclass.segment.classic.Peaks;
import io.cellclass.segment.classic.Watershed;
import io.cellclass.segment.neural.Tiles.OutputMap;
import java.util.HashMap;
import java.util.Map;

/** Maps of cells as a network's targets, and back. */
final class CellMaps {
  /** How much deeper than the saddle between them the middles of two cells are, of 1. */
  private static final float PROMINENCE = 0.2f;

  /** Of the largest cell: smaller ones are specks. */
  private static final double SPECK = 0.02;

  private static final PixelClass[] CLASSES = {
    PixelClass.BACKGROUND, PixelClass.CYTOPLASM, PixelClass.NUCLEUS
  };

  private CellMaps() {}

  /**
   * What a network should give: for each pixel the number of its class, and how deep it lies in its
   * cell: the distance to the nearest pixel outside, as a share of the cell's largest.
   */
  static float[] target(
      LabelMap truth, SeenImages.Seen shown, Placement placement, int width, int height) {
    int[] cells = new int[width * height];
    float[] target = new float[SegmentationLoss.TARGET_CHANNELS * cells.length];
    for (int i = 0; i < cells.length; i++) {
      int across = i % width;
      int down = i / width;
      double x = placement.sourceX(across + 0.5, down + 0.5) * shown.reductionX();
      double y = placement.sourceY(across + 0.5, down + 0.5) * shown.reductionY();
      int column = Tiles.mirrored((int) Math.floor(x), truth.width());
      int row = Tiles.mirrored((int) Math.floor(y), truth.height());
      cells[i] = truth.cell(column, row);
      target[2 * i] = number(truth.pixelClass(column, row));
    }
    float[] depth = depth(cells, width, height);
    for (int i = 0; i < cells.length; i++) {
      target[2 * i + 1] = depth[i];
    }
    return target;
  }

  private static int number(PixelClass of) {
    return switch (of) {
      case BACKGROUND -> 0;
      case CYTOPLASM -> 1;
      case NUCLEUS -> 2;
    };
  }

  private static float[] depth(int[] cells, int width, int height) {
    boolean[] inside = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      boolean parted =
          (i % width + 1 < width && isOther(cells[i + 1], cells[i]))
              || (i / width + 1 < height && isOther(cells[i + width], cells[i]));
      inside[i] = cells[i] > 0 && !parted;
    }
    float[] depth = DistanceTransform.inside(inside, width, height);
    Map<Integer, Float> deepest = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      deepest.merge(cells[i], depth[i], Math::max);
    }
    for (int i = 0; i < cells.length; i++) {
      // Infinite where a cell fills the view.
      depth[i] =
          Float.isInfinite(depth[i])
              ? 1
              : depth[i] / Math.max(1, deepest.getOrDefault(cells[i], 1f));
    }
    return depth;
  }

  private static boolean isOther(int neighbour, int cell) {
    return neighbour > 0 && neighbour != cell;
  }

  /**
   * The cells that a network's output shows, at an image's size.
   *
   * @param single whether only the cell with the largest nucleus is meant
   */
  static LabelMap cells(OutputMap map, int width, int height, boolean single) {
    PixelClass[] classes = new PixelClass[width * height];
    float[] depth = new float[classes.length];
    boolean[] inside = new boolean[classes.length];
    float[] values = new float[SegmentationLoss.CHANNELS];
    for (int i = 0; i < classes.length; i++) {
      interpolate(map, i % width, i / width, width, height, values);
      int best = values[2] > values[1] ? 2 : 1;
      classes[i] = CLASSES[values[best] > values[0] ? best : 0];
      inside[i] = classes[i] != PixelClass.BACKGROUND;
      depth[i] = values[SegmentationLoss.DEPTH];
    }
    depth = smoothed(smoothed(depth, 1, width), width, height);
    int[] markers = Peaks.of(depth, inside, PROMINENCE, width, height);
    float[] landscape = new float[depth.length];
    for (int i = 0; i < depth.length; i++) {
      landscape[i] = -depth[i];
    }
    int[] cells = Watershed.flood(landscape, markers, inside, width, height);
    return kept(cells, classes, width, height, single);
  }

  /** Along one direction, by weights of a quarter, a half and a quarter, four times. */
  private static float[] smoothed(float[] values, int step, int length) {
    float[] result = values;
    for (int pass = 0; pass < 4; pass++) {
      float[] last = result;
      result = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        int position = i / step % length;
        float before = last[position > 0 ? i - step : i];
        float after = last[position + 1 < length ? i + step : i];
        result[i] = before / 4 + last[i] / 2 + after / 4;
      }
    }
    return result;
  }

  private static void interpolate(
      OutputMap map, int column, int row, int width, int height, float[] values) {
    double x = Math.max(0, (column + 0.5) * map.columns() / width - 0.5);
    double y = Math.max(0, (row + 0.5) * map.rows() / height - 0.5);
    int left = Math.min(map.columns() - 1, (int) x);
    int top = Math.min(map.rows() - 1, (int) y);
    int right = Math.min(map.columns() - 1, left + 1);
    int bottom = Math.min(map.rows() - 1, top + 1);
    float across = (float) (x - left);
    float down = (float) (y - top);
    for (int c = 0; c < values.length; c++) {
      float upper = (1 - across) * map.get(top, left, c) + across * map.get(top, right, c);
      float lower = (1 - across) * map.get(bottom, left, c) + across * map.get(bottom, right, c);
      values[c] = (1 - down) * upper + down * lower;
    }
  }

  /** Without specks, or without all but one; numbered again from 1. */
  private static LabelMap kept(
      int[] cells, PixelClass[] classes, int width, int height, boolean single) {
    int count = 0;
    for (int cell : cells) {
      count = Math.max(count, cell);
    }
    int[] area = new int[count + 1];
    int[] nucleus = new int[count + 1];
    for (int i = 0; i < cells.length; i++) {
      area[cells[i]]++;
      nucleus[cells[i]] += classes[i] == PixelClass.NUCLEUS ? 1 : 0;
    }
    area[0] = 0;
    int largest = 0;
    int main = 0;
    for (int cell = 1; cell <= count; cell++) {
      largest = Math.max(largest, area[cell]);
      boolean more = nucleus[cell] > nucleus[main];
      boolean larger = nucleus[cell] == nucleus[main] && area[cell] > area[main];
      main = more || larger ? cell : main;
    }
    int[] numbers = new int[count + 1];
    int next = 0;
    for (int cell = 1; cell <= count; cell++) {
      boolean wanted = single ? cell == main : area[cell] >= SPECK * largest;
      numbers[cell] = wanted ? ++next : 0;
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] = numbers[cells[i]];
      classes[i] = cells[i] == 0 ? PixelClass.BACKGROUND : classes[i];
    }
    return LabelMap.of(width, height, cells, classes);
  }
}
