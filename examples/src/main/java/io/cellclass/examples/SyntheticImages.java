package io.cellclass.examples;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.count.CountedLabels;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.CellMask;
import io.cellclass.testkit.FieldPlan;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.Leukocyte;
import io.cellclass.testkit.SyntheticSmear;
import io.cellclass.testkit.WhiteCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Drawn images of blood smears with exact truth, of other stains and magnifications than a
 * laboratory's own: a network that learns from both takes less of the one laboratory for granted.
 */
final class SyntheticImages {
  static final CountedLabels LABELS = CountedLabels.BCCD;

  /** As many cells as are seen where a smear is read, in a square micrometre. */
  private static final double RED_CELLS = 0.008;

  private static final double PLATELETS = 0.001;

  /** The height of half a cell by its width, or somewhat more. */
  private static final double SLIVER = 0.6;

  private SyntheticImages() {}

  /** Whether what is boxed in these images has the labels of what is drawn, and no others. */
  static boolean haveLabelsOf(List<BoxedImage> images) {
    Set<Label> drawn = Set.of(LABELS.redCell(), LABELS.whiteCell(), LABELS.platelet());
    return images.stream()
        .flatMap(image -> image.boxes().stream())
        .allMatch(box -> drawn.contains(box.label()));
  }

  /** Fields of 640x480 pixels with the boxes of red cells, white cells and platelets. */
  static List<BoxedImage> fields(int count, long seed) {
    List<BoxedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "synthetic field " + i;
      SyntheticSmear smear = field(RandomStreams.of(seed, i, id));
      List<LabelledBox> boxes = new ArrayList<>();
      smear.redCells().forEach(cell -> boxes.add(boxed(cell, LABELS.redCell())));
      smear.whiteCells().forEach(cell -> boxes.add(boxed(cell.cell(), LABELS.whiteCell())));
      smear.platelets().forEach(cell -> boxes.add(boxed(cell, LABELS.platelet())));
      boxes.removeIf(box -> isSliver(box.box(), smear.image()));
      images.add(new BoxedImage(id, ImageSource.of(id, smear.image()), boxes));
    }
    return images;
  }

  static SyntheticSmear field(RandomGenerator random) {
    double magnification = 6 * Math.pow(2.5, random.nextDouble());
    double crowding = 0.5 + random.nextDouble();
    Framing framing = new Framing(640, 480, magnification);
    double area = framing.width() * framing.height() / (magnification * magnification);
    FieldPlan plan =
        new FieldPlan(
            framing,
            random.nextInt(4),
            (int) Math.round(RED_CELLS * area * crowding),
            (int) Math.round(PLATELETS * area * 2 * random.nextDouble()),
            0.4 * random.nextDouble());
    return BloodSmears.field(plan, random.nextLong());
  }

  private static LabelledBox boxed(CellMask cell, Label label) {
    io.cellclass.testkit.Box bounds = cell.bounds();
    return new LabelledBox(
        new Box(bounds.x(), bounds.y(), bounds.x() + bounds.width(), bounds.y() + bounds.height()),
        label);
  }

  /** Whether the border leaves about half of a cell or less, which experts leave unmarked. */
  private static boolean isSliver(Box box, RgbImage image) {
    boolean cut =
        box.left() == 0
            || box.top() == 0
            || box.right() == image.width()
            || box.bottom() == image.height();
    double shorter = Math.min(box.width(), box.height());
    return cut && shorter < SLIVER * Math.max(box.width(), box.height());
  }

  /** White cells with red cells about them, 128x128 pixels each, and the masks of the former. */
  static List<MaskedImage> cells(int count, long seed) {
    List<MaskedImage> images = new ArrayList<>();
    Leukocyte[] types = Leukocyte.values();
    for (int i = 0; images.size() < count; i++) {
      String id = "synthetic cell " + i;
      RandomGenerator random = RandomStreams.of(seed, i, id);
      int side = 128;
      Framing framing = new Framing(side, side, side / (18 + 18 * random.nextDouble()));
      SyntheticSmear smear = BloodSmears.cell(types[i % types.length], framing, random.nextLong());
      if (smear.whiteCells().size() == 1) {
        RgbImage image = smear.image();
        LabelMap truth = truth(image, smear.whiteCells().get(0));
        images.add(new MaskedImage(id, ImageSource.of(id, image), () -> truth));
      }
    }
    return images;
  }

  private static LabelMap truth(RgbImage image, WhiteCell white) {
    int[] cells = new int[image.width() * image.height()];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int x = i % image.width();
      int y = i / image.width();
      if (white.nucleus().contains(x, y)) {
        classes[i] = PixelClass.NUCLEUS;
      } else {
        classes[i] = white.cell().contains(x, y) ? PixelClass.CYTOPLASM : PixelClass.BACKGROUND;
      }
      cells[i] = classes[i] == PixelClass.BACKGROUND ? 0 : 1;
    }
    return LabelMap.of(image.width(), image.height(), cells, classes);
  }
}
