package io.cellclass.dl4j;

import io.cellclass.RgbImage;
import io.cellclass.network.StainMap;
import java.util.Arrays;

/**
 * Where the white blood cell of an image is.
 *
 * @param nucleus all lobes of the nucleus; empty in an image of one colour
 * @param cell the nucleus and what hangs together with it, as far as a cell reaches
 * @param ring what lies close around the nucleus
 */
record CellRegions(PixelMask nucleus, PixelMask cell, PixelMask ring) {
  /** Of the largest blob: smaller ones are dirt. */
  private static final double SMALLEST_LOBE = 0.05;

  /** How far from the largest lobe's centre others have theirs, in its diameters. */
  private static final double LOBE_DISTANCE = 1.5;

  /** How far a cell reaches from the centre of its nucleus, in diameters of the nucleus. */
  private static final double REACH = 1.1;

  /** The width of the ring, in diameters of the nucleus. */
  private static final double RING = 0.2;

  static CellRegions of(RgbImage image) {
    StainMap stain = StainMap.of(image);
    PixelMask nucleus = lobes(nuclei(stain));
    if (nucleus.area() == 0) {
      return new CellRegions(nucleus, nucleus, nucleus);
    }
    PixelMask cells = PixelMask.of(stain.width(), stain.height(), stain::isCell);
    return new CellRegions(nucleus, cell(nucleus, cells), ring(nucleus));
  }

  private static PixelMask nuclei(StainMap stain) {
    PixelMask nuclei = PixelMask.of(stain.width(), stain.height(), stain::isNucleus);
    boolean everywhere = nuclei.area() == stain.width() * stain.height();
    return everywhere ? nuclei.minus(nuclei) : nuclei;
  }

  private static PixelMask cell(PixelMask nucleus, PixelMask cells) {
    MaskShape shape = MaskShape.of(nucleus);
    double reach = REACH * shape.diameter();
    PixelMask near =
        PixelMask.of(
            nucleus.width(),
            nucleus.height(),
            (x, y) ->
                nucleus.contains(x, y)
                    || (cells.contains(x, y)
                        && Math.hypot(x + 0.5 - shape.centreX(), y + 0.5 - shape.centreY())
                            <= reach));
    return touching(near, nucleus);
  }

  private static PixelMask ring(PixelMask nucleus) {
    DistanceMap away = DistanceMap.from(nucleus);
    double widest = Math.max(1, RING * 2 * Math.sqrt(nucleus.area() / Math.PI));
    int width = nucleus.width();
    return PixelMask.of(
        width,
        nucleus.height(),
        (x, y) -> {
          double distance = away.distance(y * width + x);
          return distance > 0 && distance <= widest;
        });
  }

  /** The main blob and those near it that are no dirt. */
  private static PixelMask lobes(PixelMask stained) {
    int[] numbers = stained.blobs();
    int blobs = Arrays.stream(numbers).max().orElse(0);
    double[] area = new double[blobs + 1];
    double[] x = new double[blobs + 1];
    double[] y = new double[blobs + 1];
    boolean[] cut = new boolean[blobs + 1];
    int width = stained.width();
    for (int i = 0; i < numbers.length; i++) {
      int blob = numbers[i];
      int column = i % width;
      int row = i / width;
      area[blob]++;
      x[blob] += column;
      y[blob] += row;
      cut[blob] |= column == 0 || row == 0 || column == width - 1 || row == stained.height() - 1;
    }
    int main = 0;
    double largest = 0;
    for (int blob = 1; blob <= blobs; blob++) {
      // A neighbour is often cut at the border, the cell in question hardly ever.
      double weight = cut[blob] ? area[blob] / 4 : area[blob];
      if (weight > largest) {
        largest = weight;
        main = blob;
      }
    }
    boolean[] lobe = new boolean[blobs + 1];
    double reach = LOBE_DISTANCE * 2 * Math.sqrt(area[main] / Math.PI);
    for (int blob = 1; blob <= blobs; blob++) {
      double distance =
          Math.hypot(
              x[blob] / area[blob] - x[main] / area[main],
              y[blob] / area[blob] - y[main] / area[main]);
      lobe[blob] = area[blob] >= SMALLEST_LOBE * area[main] && distance <= reach;
    }
    return PixelMask.of(
        width, stained.height(), (column, row) -> lobe[numbers[row * width + column]]);
  }

  /** The blobs of a mask that hold some of another. */
  private static PixelMask touching(PixelMask mask, PixelMask other) {
    int[] numbers = mask.blobs();
    boolean[] held = new boolean[numbers.length + 1];
    for (int i = 0; i < numbers.length; i++) {
      held[numbers[i]] |= numbers[i] > 0 && other.contains(i);
    }
    int width = mask.width();
    return PixelMask.of(width, mask.height(), (x, y) -> held[numbers[y * width + x]]);
  }
}
