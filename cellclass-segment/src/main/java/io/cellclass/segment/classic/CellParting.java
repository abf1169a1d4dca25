package io.cellclass.segment.classic;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import java.util.Arrays;

/**
 * Parts the pixels of cells into single cells, of which some have a nucleus.
 *
 * <p>The watershed of the distance to the background parts cells at their waists. What is one cell
 * after all is joined again: basins that a nucleus reaches into, and a basin without a nucleus
 * whose deepest point is nearer to a nucleus than to the background, as that is cytoplasm.
 */
final class CellParting {
  /** How much narrower than the narrower of two cells their waist has to be, as a share. */
  private static final double WAIST = 0.12;

  /** A nucleus is of two basins if the smaller part is at least this share of it. */
  private static final double BRIDGE = 0.1;

  private final int width;
  private final int height;
  private final boolean[] nuclei;
  private final float[] depth;
  private final int[] basins;

  private CellParting(boolean[] cells, boolean[] nuclei, int width, int height) {
    this.width = width;
    this.height = height;
    this.nuclei = nuclei;
    this.depth = DistanceTransform.inside(cells, width, height);
    float[] landscape = new float[depth.length];
    float[] relative = new float[depth.length];
    for (int i = 0; i < depth.length; i++) {
      landscape[i] = -depth[i];
      // Of logarithms a difference is a ratio, so that the waist of small cells counts as much.
      relative[i] = (float) Math.log(depth[i] + 1);
    }
    int[] peaks = Peaks.of(relative, cells, (float) -Math.log(1 - WAIST), width, height);
    this.basins = Watershed.flood(landscape, peaks, cells, width, height);
  }

  /**
   * The single cells.
   *
   * @param cells the pixels of cells
   * @param nuclei those of nuclei; outside the cells they are ignored
   * @param all whether cells without a nucleus are kept
   */
  static LabelMap of(boolean[] cells, boolean[] nuclei, boolean all, int width, int height) {
    boolean[] inside = new boolean[nuclei.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = nuclei[i] && cells[i];
    }
    CellParting parting = new CellParting(cells, inside, width, height);
    parting.joinByNuclei();
    parting.joinCytoplasm();
    return parting.map(all);
  }

  private void joinByNuclei() {
    int[] lobes = ConnectedComponents.of(nuclei, width, height, Connectivity.EIGHT);
    int[] areas = ConnectedComponents.areas(lobes);
    int count = ConnectedComponents.count(basins);
    int[] first = new int[areas.length];
    int[] joined = identity(count);
    // Most nuclei lie in one basin; the few others are looked at one by one.
    boolean[] across = new boolean[areas.length];
    for (int i = 0; i < lobes.length; i++) {
      int lobe = lobes[i];
      if (lobe > 0) {
        across[lobe] |= first[lobe] > 0 && first[lobe] != basins[i];
        first[lobe] = basins[i];
      }
    }
    for (int lobe = 1; lobe < areas.length; lobe++) {
      if (across[lobe]) {
        join(lobes, lobe, areas[lobe], joined);
      }
    }
    renumber(joined);
  }

  private void join(int[] lobes, int lobe, int area, int[] joined) {
    int[] inBasin = new int[joined.length];
    for (int i = 0; i < lobes.length; i++) {
      if (lobes[i] == lobe) {
        inBasin[basins[i]]++;
      }
    }
    int anchor = 0;
    for (int basin = 1; basin < inBasin.length; basin++) {
      if (inBasin[basin] > 0 && inBasin[basin] >= BRIDGE * area) {
        anchor = anchor == 0 ? basin : anchor;
        joined[root(joined, basin)] = root(joined, anchor);
      }
    }
  }

  private void joinCytoplasm() {
    int count = ConnectedComponents.count(basins);
    int[] deepest = new int[count + 1];
    int[] joined = identity(count);
    Arrays.fill(deepest, -1);
    boolean[] nucleated = nucleated();
    for (int i = 0; i < basins.length; i++) {
      int basin = basins[i];
      if (basin > 0 && (deepest[basin] < 0 || depth[i] > depth[deepest[basin]])) {
        deepest[basin] = i;
      }
    }
    for (int basin = 1; basin <= count; basin++) {
      if (!nucleated[basin]) {
        int owner = nucleusWithin(deepest[basin], depth[deepest[basin]]);
        joined[basin] = owner > 0 ? owner : basin;
      }
    }
    renumber(joined);
  }

  /** The basin of the nearest pixel of a nucleus within a distance; 0 if there is none. */
  private int nucleusWithin(int pixel, float distance) {
    int reach = (int) Math.min(distance, Math.max(width, height));
    int x = pixel % width;
    int y = pixel / width;
    long nearest = (long) reach * reach + 1;
    int owner = 0;
    for (int row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
      for (int column = Math.max(0, x - reach);
          column <= Math.min(width - 1, x + reach);
          column++) {
        int i = row * width + column;
        long square = (long) (column - x) * (column - x) + (long) (row - y) * (row - y);
        if (nuclei[i] && square < nearest) {
          nearest = square;
          owner = basins[i];
        }
      }
    }
    return owner;
  }

  private boolean[] nucleated() {
    boolean[] nucleated = new boolean[ConnectedComponents.count(basins) + 1];
    for (int i = 0; i < basins.length; i++) {
      nucleated[basins[i]] |= nuclei[i];
    }
    return nucleated;
  }

  private LabelMap map(boolean all) {
    boolean[] nucleated = nucleated();
    int[] joined = identity(nucleated.length - 1);
    for (int basin = 1; basin < joined.length; basin++) {
      joined[basin] = all || nucleated[basin] ? basin : 0;
    }
    renumber(joined);
    PixelClass[] classes = new PixelClass[basins.length];
    for (int i = 0; i < basins.length; i++) {
      if (basins[i] == 0) {
        classes[i] = PixelClass.BACKGROUND;
      } else {
        classes[i] = nuclei[i] ? PixelClass.NUCLEUS : PixelClass.CYTOPLASM;
      }
    }
    return LabelMap.of(width, height, basins, classes);
  }

  private static int[] identity(int count) {
    int[] numbers = new int[count + 1];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  private static int root(int[] joined, int basin) {
    int at = basin;
    while (joined[at] != at) {
      at = joined[at];
    }
    return at;
  }

  /** Gives basins that were joined one number, and all numbers without gaps. */
  private void renumber(int[] joined) {
    int[] numbers = new int[joined.length];
    int count = 0;
    for (int i = 0; i < basins.length; i++) {
      int root = root(joined, basins[i]);
      if (root > 0 && numbers[root] == 0) {
        numbers[root] = ++count;
      }
      basins[i] = numbers[root];
    }
  }
}
