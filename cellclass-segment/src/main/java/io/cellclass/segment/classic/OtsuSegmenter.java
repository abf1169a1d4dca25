package io.cellclass.segment.classic;

import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.Segmenter;

/**
 * White cells by Otsu's thresholds, which need no training: a baseline. Immutable and safe for
 * concurrent use.
 *
 * <p>Cells are where an image is dark in green, which every stain of a smear absorbs, above the
 * (lower) threshold; nuclei where blue stands above green by more than the (upper) threshold. Both
 * planes are smoothed by a Gaussian of one pixel. Specks are dropped, small holes filled, touching
 * cells parted by the watershed of the distance to the background, and parts without a nucleus left
 * out, which are red cells and dirt; {@link #withAllCells} keeps them.
 *
 * <p>A threshold always finds something: in an image without white cells, what is stained most.
 */
public final class OtsuSegmenter implements Segmenter {
  private static final double SIGMA = 1;

  /** The radius of the disc that has to fit into a nucleus. */
  private static final float NUCLEUS_OPENING = 1.5f;

  /** Beside the largest nucleus, smaller ones are platelets and dirt. */
  private static final double SMALLEST_NUCLEUS = 0.1;

  private final boolean threeClasses;
  private final boolean allCells;

  private OtsuSegmenter(boolean threeClasses, boolean allCells) {
    this.threeClasses = threeClasses;
    this.allCells = allCells;
  }

  /** One threshold on each plane. */
  public static OtsuSegmenter twoClasses() {
    return new OtsuSegmenter(false, false);
  }

  /** Two thresholds on each plane: the lower one bounds cells, the upper one nuclei. */
  public static OtsuSegmenter threeClasses() {
    return new OtsuSegmenter(true, false);
  }

  /** The same with red cells and whatever else is stained. */
  public OtsuSegmenter withAllCells() {
    return new OtsuSegmenter(threeClasses, true);
  }

  /** The cells, with the class of each pixel. */
  @Override
  public LabelMap segment(RgbImage image) {
    int width = image.width();
    int height = image.height();
    boolean[] nuclei =
        above(ColourPlane.BLUE_OVER_GREEN.of(image), threeClasses ? 1 : 0, width, height);
    nuclei = Morphology.opened(nuclei, NUCLEUS_OPENING, width, height);
    double nucleus = Morphology.largest(nuclei, width, height);
    nuclei = Morphology.withoutSpecks(nuclei, SMALLEST_NUCLEUS * nucleus, width, height);
    boolean[] cells = above(ColourPlane.DARKNESS_IN_GREEN.of(image), 0, width, height);
    cells = Morphology.withoutSpecks(cells, SMALLEST_NUCLEUS * nucleus, width, height);
    return CellParting.of(
        Morphology.filled(cells, nucleus, width, height),
        Morphology.filled(nuclei, nucleus, width, height),
        allCells,
        width,
        height);
  }

  private boolean[] above(float[] plane, int which, int width, int height) {
    float[] smooth = GaussianFilter.smooth(plane, SIGMA, width, height);
    int[] histogram = new int[256];
    for (float value : smooth) {
      histogram[level(value)]++;
    }
    int threshold = threeClasses ? Otsu.thresholds(histogram)[which] : Otsu.threshold(histogram);
    boolean[] mask = new boolean[smooth.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = level(smooth[i]) > threshold;
    }
    return mask;
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }

  @Override
  public String toString() {
    return "OtsuSegmenter[" + (threeClasses ? 3 : 2) + " classes]";
  }
}
