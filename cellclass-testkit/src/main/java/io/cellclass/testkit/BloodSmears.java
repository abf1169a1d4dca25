package io.cellclass.testkit;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws blood smears as a light microscope shows them, with exact truth. Safe for concurrent use.
 *
 * <p>Stain, light, focus and noise differ from image to image, and the cells of one type differ
 * among themselves, so that some are hard to tell apart, as in real smears. They are no substitute
 * for real images: use them to try and to test.
 *
 * <p>The same arguments give the same bytes on every machine and any thread. Light is absorbed by
 * four dyes according to the Beer-Lambert law.
 */
public final class BloodSmears {
  private BloodSmears() {}

  /** One white cell of a type near the centre of {@link Framing#SINGLE_CELL}. */
  public static SyntheticSmear cell(Leukocyte type, long seed) {
    return cell(type, Framing.SINGLE_CELL, seed);
  }

  /**
   * One white cell of a type near the centre of the image, with red cells and platelets around it,
   * and now and then with a part of another white cell at the edge.
   *
   * @throws IllegalArgumentException if the frame is less than 12 micrometres wide or high
   */
  public static SyntheticSmear cell(Leukocyte type, Framing framing, long seed) {
    return SmearPainter.cell(type, framing, seed);
  }

  /** A whole field with many cells. */
  public static SyntheticSmear field(FieldPlan plan, long seed) {
    return SmearPainter.field(plan, seed);
  }

  /** Single-cell images as {@link #dataset(int, Framing, long)} gives them, 360x360 pixels each. */
  public static Dataset dataset(int imagesPerClass, long seed) {
    return dataset(imagesPerClass, Framing.SINGLE_CELL, seed);
  }

  /**
   * Single-cell images of the five types, drawn when they are asked for. Each stands alone: its
   * group is its id. The first images of each class are the same for any {@code imagesPerClass}.
   *
   * @param imagesPerClass the number of images of each type, at least 1
   * @throws IllegalArgumentException if it is less, or the frame is less than 12 micrometres wide
   *     or high
   */
  public static Dataset dataset(int imagesPerClass, Framing framing, long seed) {
    if (imagesPerClass < 1) {
      throw new IllegalArgumentException(
          "expected at least one image per class, not " + imagesPerClass);
    }
    SmearPainter.checkHoldsCell(framing);
    List<Sample> samples = new ArrayList<>();
    for (Leukocyte type : Leukocyte.values()) {
      for (int i = 1; i <= imagesPerClass; i++) {
        String id = String.format(Locale.ROOT, "%s-%05d", type.label(), i);
        long own = RandomStreams.of(seed, i, id).nextLong();
        samples.add(new Sample(id, type.label(), new DrawnCell(id, type, framing, own)));
      }
    }
    return Datasets.of(Leukocyte.labels(), samples);
  }

  private record DrawnCell(String name, Leukocyte type, Framing framing, long seed)
      implements ImageSource {
    @Override
    public RgbImage read() {
      return cell(type, framing, seed).image();
    }
  }
}
