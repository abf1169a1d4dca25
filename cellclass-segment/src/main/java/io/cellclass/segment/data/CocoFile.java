package io.cellclass.segment.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.MaskedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The instances JSON of COCO (Lin et al. 2014): boxes, polygons and run lengths. Its coordinates
 * are those of {@link Box}. What is not named here is passed over.
 */
public final class CocoFile {
  private CocoFile() {}

  /**
   * The images with their boxes, sorted by id, which is the image's {@code file_name}. Crowds are
   * left out; boxes are cut at the image's border, and left out where no area remains.
   *
   * @param json the annotations
   * @param folder what file names are relative to
   * @throws MalformedDatasetException if it is no such file, larger than 512 MiB, or names an image
   *     that is not in the folder
   * @throws IOException if it cannot be read
   */
  public static List<BoxedImage> readBoxes(Path json, Path folder) throws IOException {
    CocoParser coco = CocoParser.parse(json);
    List<BoxedImage> images = new ArrayList<>();
    for (CocoParser.Image image : coco.images()) {
      List<LabelledBox> boxes = new ArrayList<>();
      for (JsonNode annotation : image.annotations()) {
        Optional<LabelledBox> box = coco.box(annotation, image);
        box.ifPresent(boxes::add);
      }
      Path file = ImageFolder.resolve(folder, image.file(), json);
      images.add(new BoxedImage(image.file(), ImageSource.file(file), boxes));
    }
    images.sort(Comparator.comparing(BoxedImage::id));
    return List.copyOf(images);
  }

  /**
   * The images with their masks, sorted by id, which is the image's {@code file_name}. Crowds are
   * left out. A pixel belongs to a polygon if its centre does; where annotations overlap, the later
   * one has the pixel, and one of which no pixel is left is no cell.
   *
   * <p>Reading a truth throws {@link MalformedDatasetException} if a segmentation is neither by
   * polygons nor by runs of the image's size.
   *
   * @throws MalformedDatasetException as {@link #readBoxes} does, but for the boxes
   * @throws IOException if it cannot be read
   */
  public static List<MaskedImage> readMasks(Path json, Path folder) throws IOException {
    CocoParser coco = CocoParser.parse(json);
    List<MaskedImage> images = new ArrayList<>();
    for (CocoParser.Image image : coco.images()) {
      Path file = ImageFolder.resolve(folder, image.file(), json);
      images.add(
          new MaskedImage(image.file(), ImageSource.file(file), () -> labelMap(coco, image)));
    }
    images.sort(Comparator.comparing(MaskedImage::id));
    return List.copyOf(images);
  }

  private static LabelMap labelMap(CocoParser coco, CocoParser.Image image) throws IOException {
    int[] cells = new int[image.width() * image.height()];
    int count = 0;
    for (JsonNode annotation : image.annotations()) {
      count++;
      coco.paint(annotation, image, cells, count);
    }
    return LabelMap.of(image.width(), image.height(), Numbering.withoutGaps(cells));
  }

  /**
   * Writes boxes. Images and annotations are numbered from 1 in their order, categories in that of
   * their names; each annotation has its {@code score}.
   *
   * @param json replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void writeBoxes(Path json, List<AnnotatedImage> images) throws IOException {
    JsonFile.write(
        json,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("images");
          for (int i = 0; i < images.size(); i++) {
            AnnotatedImage image = images.get(i);
            writeImage(out, i + 1, image.file(), image.width(), image.height());
          }
          out.writeEndArray();
          TreeSet<String> names = new TreeSet<>();
          images.forEach(image -> image.cells().forEach(cell -> names.add(cell.label().name())));
          writeCategories(out, names);
          out.writeArrayFieldStart("annotations");
          int id = 0;
          for (int i = 0; i < images.size(); i++) {
            for (Detection cell : images.get(i).cells()) {
              writeStart(out, ++id, i + 1, names, cell.label(), cell.box(), cell.box().area());
              out.writeNumberField("score", cell.score());
              out.writeEndObject();
            }
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /**
   * Writes cells as runs of pixels, which give them back exactly; numbers as {@link #writeBoxes}.
   * The class of pixels is not kept.
   *
   * @param json replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void writeMasks(Path json, List<OutlinedImage> images) throws IOException {
    JsonFile.write(
        json,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("images");
          for (int i = 0; i < images.size(); i++) {
            LabelMap map = images.get(i).map();
            writeImage(out, i + 1, images.get(i).file(), map.width(), map.height());
          }
          out.writeEndArray();
          TreeSet<String> names = new TreeSet<>();
          images.forEach(image -> image.labels().forEach(label -> names.add(label.name())));
          writeCategories(out, names);
          out.writeArrayFieldStart("annotations");
          int id = 0;
          for (int i = 0; i < images.size(); i++) {
            id = writeCells(out, images.get(i), i + 1, id, names);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void writeImage(JsonGenerator out, int id, String file, int width, int height)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", id);
    out.writeStringField("file_name", file);
    out.writeNumberField("width", width);
    out.writeNumberField("height", height);
    out.writeEndObject();
  }

  private static void writeCategories(JsonGenerator out, SortedSet<String> names)
      throws IOException {
    out.writeArrayFieldStart("categories");
    int id = 0;
    for (String name : names) {
      out.writeStartObject();
      out.writeNumberField("id", ++id);
      out.writeStringField("name", name);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeStart(
      JsonGenerator out,
      int id,
      int image,
      SortedSet<String> names,
      Label label,
      Box box,
      double area)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", id);
    out.writeNumberField("image_id", image);
    out.writeNumberField("category_id", names.headSet(label.name()).size() + 1);
    out.writeArrayFieldStart("bbox");
    out.writeNumber(box.left());
    out.writeNumber(box.top());
    out.writeNumber(box.width());
    out.writeNumber(box.height());
    out.writeEndArray();
    out.writeNumberField("area", area);
    out.writeNumberField("iscrowd", 0);
  }

  private static int writeCells(
      JsonGenerator out, OutlinedImage image, int number, int lastId, SortedSet<String> names)
      throws IOException {
    LabelMap map = image.map();
    List<CellPixels> cells = CellPixels.of(map);
    int id = lastId;
    for (int i = 0; i < cells.size(); i++) {
      CellPixels cell = cells.get(i);
      writeStart(out, ++id, number, names, image.labels().get(i), cell.box(), cell.area());
      out.writeObjectFieldStart("segmentation");
      out.writeArrayFieldStart("size");
      out.writeNumber(map.height());
      out.writeNumber(map.width());
      out.writeEndArray();
      out.writeArrayFieldStart("counts");
      for (int count : RunLengths.of(map, cell)) {
        out.writeNumber(count);
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndObject();
    }
    return id;
  }
}
