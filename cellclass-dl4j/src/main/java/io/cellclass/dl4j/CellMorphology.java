package io.cellclass.dl4j;

import com.google.common.primitives.Doubles;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Hand-made measures of the white blood cell in an image: what was used to tell cells apart before
 * networks learnt to see.
 */
final class CellMorphology {
  /** Lobes are what is left of a nucleus where this share of its greatest depth is taken off. */
  private static final double LOBE_DEPTH = 0.6;

  /** Pairs of pixels for texture lie this share of the nucleus' diameter apart. */
  private static final double TEXTURE_SHARE = 1.0 / 24;

  private CellMorphology() {}

  /** The measures, always as many; finite for every image. */
  static float[] of(RgbImage image) {
    CellRegions regions = CellRegions.of(image);
    PixelMask nucleus = regions.nucleus();
    MaskShape shape = MaskShape.of(nucleus);
    PixelMask cytoplasm = regions.cell().minus(nucleus);
    int step = Math.max(1, (int) Math.round(TEXTURE_SHARE * shape.diameter()));
    List<Double> values = new ArrayList<>();
    values.addAll(nucleus(nucleus, shape));
    values.addAll(cell(regions, shape));
    for (PixelMask region : List.of(nucleus, regions.ring(), cytoplasm)) {
      values.addAll(Doubles.asList(RegionColours.of(image, region)));
    }
    for (PixelMask region : List.of(nucleus, regions.ring())) {
      values.addAll(Doubles.asList(RegionTexture.of(image, region, step)));
    }
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = values.get(i).floatValue();
    }
    return result;
  }

  private static List<Double> nucleus(PixelMask nucleus, MaskShape shape) {
    DistanceMap depth = DistanceMap.within(nucleus);
    double deepest = depth.largest();
    int lobes = depth.beyond(LOBE_DEPTH * deepest).blobCount();
    List<Double> values = new ArrayList<>();
    values.add((double) shape.area());
    values.add(shape.diameter());
    values.add(shape.perimeter());
    values.add(shape.circularity());
    values.add(shape.eccentricity());
    values.add(shape.solidity());
    values.add(shape.convexity());
    values.add(shape.majorAxis());
    values.add(shape.minorAxis());
    values.add((double) shape.euler());
    values.add((double) nucleus.blobCount());
    values.add((double) lobes);
    values.add(deepest);
    values.add(shape.area() == 0 ? 0 : 2 * deepest / shape.diameter());
    double[] hu = shape.area() == 0 ? new double[4] : CentralMoments.of(nucleus).hu();
    for (double moment : hu) {
      values.add(Math.log(moment + 1e-6));
    }
    return values;
  }

  private static List<Double> cell(CellRegions regions, MaskShape nucleus) {
    MaskShape cell = MaskShape.of(regions.cell());
    double apart =
        Math.hypot(cell.centreX() - nucleus.centreX(), cell.centreY() - nucleus.centreY());
    return List.of(
        (double) cell.area(),
        cell.diameter(),
        cell.circularity(),
        cell.solidity(),
        cell.eccentricity(),
        cell.area() == 0 ? 0 : (double) nucleus.area() / cell.area(),
        nucleus.area() == 0 ? 0 : apart / nucleus.diameter());
  }
}
