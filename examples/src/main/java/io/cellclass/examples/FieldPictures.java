package io.cellclass.examples;

import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.CountedCell;
import io.cellclass.segment.count.CountedField;
import io.cellclass.segment.picture.CellPicture;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures of some of the fields that are counted, with the cells that were. */
final class FieldPictures {
  static final int MOST = 12;

  /** The longest side of a field in a picture. */
  static final int SIDE = 640;

  private final int fields;
  private final LabelSet labels;
  private final Map<String, BufferedImage> pictures = new LinkedHashMap<>();

  /**
   * No pictures yet.
   *
   * @param fields how many fields there are
   * @param labels what the detector finds
   */
  FieldPictures(int fields, LabelSet labels) {
    this.fields = fields;
    this.labels = labels;
  }

  /** Draws the field at a place, from 0, if it is one of those that are shown. */
  void add(int place, RgbImage image, CountedField field) {
    if (isShown(place)) {
      pictures.put(field.counts().field(), draw(image, field));
    }
  }

  /** They are spread evenly, the first among them: those at the end of a slide may differ. */
  private boolean isShown(int place) {
    int most = Math.min(MOST, fields);
    return place == 0 || (long) place * most / fields > (place - 1L) * most / fields;
  }

  private BufferedImage draw(RgbImage image, CountedField field) {
    double scale = Math.min(1, (double) SIDE / Math.max(image.width(), image.height()));
    RgbImage small = scale < 1 ? shrunk(image, scale) : image;
    double across = (double) small.width() / image.width();
    double down = (double) small.height() / image.height();
    boolean typed = !field.counts().types().isEmpty();
    List<Detection> boxes = new ArrayList<>();
    Map<Detection, String> captions = new HashMap<>();
    for (CountedCell cell : field.cells()) {
      Box box = cell.detection().box().scaled(across, down);
      Detection drawn = new Detection(box, cell.detection().label(), cell.detection().score());
      boxes.add(drawn);
      if (typed && cell.kind() == CellKind.WHITE_CELL) {
        captions.put(drawn, cell.type().map(type -> type.name()).orElse("no type"));
      }
    }
    return CellPicture.boxes(small, boxes, labels, box -> captions.getOrDefault(box, ""));
  }

  private static RgbImage shrunk(RgbImage image, double scale) {
    int width = (int) Math.max(1, Math.round(scale * image.width()));
    int height = (int) Math.max(1, Math.round(scale * image.height()));
    Image small =
        image.toBufferedImage().getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = copy.createGraphics();
    graphics.drawImage(small, 0, 0, null);
    graphics.dispose();
    return RgbImage.copyOf(copy);
  }

  /** By the name of the field; in the order in which they were added. */
  Map<String, BufferedImage> pictures() {
    return pictures;
  }
}
