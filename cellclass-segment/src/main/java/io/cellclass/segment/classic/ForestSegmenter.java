package io.cellclass.segment.classic;

import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * White cells by a pixel classifier, as ilastik has it: a random forest on filters at several
 * scales. A baseline that learns from few images, for their stain and magnification. Immutable and
 * safe for concurrent use; one image is computed on all cores.
 *
 * <pre>{@code
 * ForestSegmenter forest = ForestTraining.DEFAULT.train(images);
 * LabelMap cells = forest.segment(RgbImage.read(file));
 * }</pre>
 *
 * <p>Specks are dropped, small holes filled and touching cells parted as {@link OtsuSegmenter}
 * does, and cells without a nucleus left out.
 */
public final class ForestSegmenter implements Segmenter {
  /** Rows that are computed at a time, so that memory does not grow with the image's height. */
  private static final int STRIP = 256;

  private static final float NUCLEUS_OPENING = 1.5f;
  private static final double SMALLEST_NUCLEUS = 0.1;

  private final List<DecisionTree> trees;

  ForestSegmenter(List<DecisionTree> trees) {
    this.trees = List.copyOf(trees);
  }

  /**
   * Reads what {@link #save} wrote. The file may come from anywhere: it is checked whole.
   *
   * @throws MalformedForestException if the file is none
   * @throws IOException if it cannot be read
   */
  public static ForestSegmenter read(Path file) throws IOException {
    return new ForestSegmenter(ForestFile.read(file));
  }

  /**
   * Writes the forest to a file, replaced as a whole if it is there.
   *
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    ForestFile.write(trees, file);
  }

  /** The cells, with the class of each pixel. */
  @Override
  public LabelMap segment(RgbImage image) {
    int width = image.width();
    int height = image.height();
    PixelClass[] classes = classes(image);
    boolean[] cells = new boolean[classes.length];
    boolean[] nuclei = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      cells[i] = classes[i] != PixelClass.BACKGROUND;
      nuclei[i] = classes[i] == PixelClass.NUCLEUS;
    }
    nuclei = Morphology.opened(nuclei, NUCLEUS_OPENING, width, height);
    double nucleus = Morphology.largest(nuclei, width, height);
    nuclei = Morphology.withoutSpecks(nuclei, SMALLEST_NUCLEUS * nucleus, width, height);
    cells = Morphology.withoutSpecks(cells, SMALLEST_NUCLEUS * nucleus, width, height);
    return CellParting.of(
        Morphology.filled(cells, nucleus, width, height),
        Morphology.filled(nuclei, nucleus, width, height),
        false,
        width,
        height);
  }

  /** The class of each pixel, before anything is cleaned. */
  PixelClass[] classes(RgbImage image) {
    PixelClass[] classes = new PixelClass[image.width() * image.height()];
    for (int top = 0; top < image.height(); top += STRIP) {
      int bottom = Math.min(image.height(), top + STRIP);
      int from = Math.max(0, top - PixelFeatures.REACH);
      int to = Math.min(image.height(), bottom + PixelFeatures.REACH);
      PixelFeatures features = PixelFeatures.of(rows(image, from, to));
      int offset = from * image.width();
      IntStream.range(top, bottom)
          .parallel()
          .forEach(y -> classify(features, offset, y, image.width(), classes));
    }
    return classes;
  }

  static RgbImage rows(RgbImage image, int from, int to) {
    if (to - from == image.height()) {
      return image;
    }
    int width = image.width();
    byte[] rows = new byte[3 * width * (to - from)];
    for (int i = 0; i < rows.length / 3; i++) {
      int rgb = image.rgb(i % width, from + i / width);
      rows[3 * i] = (byte) (rgb >> 16);
      rows[3 * i + 1] = (byte) (rgb >> 8);
      rows[3 * i + 2] = (byte) rgb;
    }
    return RgbImage.of(width, to - from, rows);
  }

  private void classify(
      PixelFeatures features, int offset, int y, int width, PixelClass[] classes) {
    float[] pixel = new float[PixelFeatures.COUNT];
    float[] votes = new float[DecisionTree.CLASSES];
    for (int i = y * width; i < (y + 1) * width; i++) {
      features.copy(i - offset, pixel);
      votes[0] = 0;
      votes[1] = 0;
      votes[2] = 0;
      for (DecisionTree tree : trees) {
        tree.vote(pixel, votes);
      }
      // Background against cell first: a pixel that may be nucleus or cytoplasm is a cell's.
      PixelClass inside = votes[1] >= votes[2] ? PixelClass.CYTOPLASM : PixelClass.NUCLEUS;
      classes[i] = votes[0] >= votes[1] + votes[2] ? PixelClass.BACKGROUND : inside;
    }
  }

  @Override
  public String toString() {
    return "ForestSegmenter[" + trees.size() + " trees]";
  }
}
