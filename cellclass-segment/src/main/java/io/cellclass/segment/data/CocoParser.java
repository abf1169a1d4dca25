package io.cellclass.segment.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.cellclass.ImageLimits;
import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.Box;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the instances JSON of COCO. */
final class CocoParser {
  /**
   * An image.
   *
   * @param annotations those that are no crowd, in the order of the file
   */
  record Image(String file, int width, int height, List<JsonNode> annotations) {}

  private final Path file;
  private final JsonNode root;
  private final Map<String, Label> labels = new HashMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();

  private CocoParser(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static CocoParser parse(Path file) throws IOException {
    CocoParser parser = new CocoParser(file, JsonFile.read(file));
    parser.categories();
    parser.imageList();
    parser.annotations();
    return parser;
  }

  List<Image> images() {
    return List.copyOf(images.values());
  }

  private void categories() throws MalformedDatasetException {
    for (JsonNode category : list("categories")) {
      String name = text(category, "name", "a category");
      try {
        if (labels.put(text(category, "id", "a category"), new Label(name)) != null) {
          throw malformed("two categories have the id of " + name);
        }
      } catch (IllegalArgumentException e) {
        throw malformed("in a category, " + e.getMessage());
      }
    }
  }

  private void imageList() throws MalformedDatasetException {
    for (JsonNode image : list("images")) {
      String name = text(image, "file_name", "an image");
      int width = image.path("width").asInt();
      int height = image.path("height").asInt();
      if (width < 1 || height < 1 || (long) width * height > ImageLimits.DEFAULT.pixels()) {
        throw malformed(
            "expected a width and height of at most "
                + ImageLimits.DEFAULT.pixels()
                + " pixels in all for "
                + name
                + ", found "
                + image.path("width")
                + " and "
                + image.path("height"));
      }
      Image entry = new Image(name, width, height, new ArrayList<>());
      if (images.put(text(image, "id", "an image"), entry) != null) {
        throw malformed("two images have the id of " + name);
      }
    }
    if (images.values().stream().map(Image::file).distinct().count() < images.size()) {
      throw malformed("two images have one file_name");
    }
  }

  private void annotations() throws MalformedDatasetException {
    for (JsonNode annotation : list("annotations")) {
      Image image = images.get(text(annotation, "image_id", "an annotation"));
      if (image == null) {
        throw malformed("expected the image_id of an image, found " + annotation.path("image_id"));
      }
      if (annotation.path("iscrowd").asInt() == 0) {
        image.annotations().add(annotation);
      }
    }
  }

  private JsonNode list(String name) throws MalformedDatasetException {
    JsonNode list = root.path(name);
    if (!list.isArray()) {
      throw malformed("expected a list of " + name);
    }
    return list;
  }

  private String text(JsonNode node, String field, String where) throws MalformedDatasetException {
    JsonNode value = node.path(field);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw malformed("expected the " + field + " of " + where + ", found " + shortened(node));
    }
    return value.asText();
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }

  /** The box and label of an annotation, cut at the image's border; empty where no area is left. */
  Optional<LabelledBox> box(JsonNode annotation, Image image) throws MalformedDatasetException {
    Label label = labels.get(text(annotation, "category_id", "an annotation"));
    if (label == null) {
      throw malformed(
          "expected the category_id of a category, found " + annotation.path("category_id"));
    }
    JsonNode edges = annotation.path("bbox");
    boolean numbers = edges.isArray() && edges.size() == 4;
    for (JsonNode edge : edges) {
      numbers &= edge.isNumber() && Double.isFinite(edge.asDouble());
    }
    if (!numbers || edges.get(2).asDouble() < 0 || edges.get(3).asDouble() < 0) {
      throw malformed(
          "expected a bbox of left, top, width and height in "
              + image.file()
              + ", found "
              + shortened(edges));
    }
    double left = edges.get(0).asDouble();
    double top = edges.get(1).asDouble();
    double right = left + edges.get(2).asDouble();
    double bottom = top + edges.get(3).asDouble();
    Box box;
    try {
      box = new Box(left, top, right, bottom).clipped(image.width(), image.height());
    } catch (IllegalArgumentException e) {
      throw malformed("in " + image.file() + ", " + e.getMessage());
    }
    return box.area() > 0 ? Optional.of(new LabelledBox(box, label)) : Optional.empty();
  }

  /** Gives the pixels of an annotation a number. */
  void paint(JsonNode annotation, Image image, int[] cells, int number)
      throws MalformedDatasetException {
    JsonNode segmentation = annotation.path("segmentation");
    if (segmentation.isArray() && !segmentation.isEmpty()) {
      for (JsonNode polygon : segmentation) {
        double[] corners = corners(polygon, image);
        PolygonFill.fill(corners, image.width(), image.height(), cells, number);
      }
      return;
    }
    JsonNode size = segmentation.path("size");
    if (size.path(0).asInt() != image.height() || size.path(1).asInt() != image.width()) {
      throw malformed(
          "expected a segmentation by polygons, or by runs of the size ["
              + (image.height() + ", " + image.width())
              + "], in "
              + image.file()
              + ", found "
              + shortened(segmentation));
    }
    try {
      List<Integer> counts = counts(segmentation.path("counts"), image);
      RunLengths.paint(image.width(), image.height(), counts, cells, number);
    } catch (IllegalArgumentException e) {
      throw malformed("in a segmentation in " + image.file() + ", " + e.getMessage());
    }
  }

  private List<Integer> counts(JsonNode counts, Image image) throws MalformedDatasetException {
    if (counts.isTextual()) {
      return RunLengths.parse(counts.asText());
    }
    List<Integer> lengths = new ArrayList<>();
    for (JsonNode count : counts) {
      if (!count.isInt()) {
        throw malformed("expected lengths of runs in " + image.file() + ", found " + count);
      }
      lengths.add(count.asInt());
    }
    return lengths;
  }

  private double[] corners(JsonNode polygon, Image image) throws MalformedDatasetException {
    double[] corners = new double[polygon.size()];
    boolean numbers = polygon.isArray() && corners.length >= 6 && corners.length % 2 == 0;
    for (int i = 0; i < corners.length && numbers; i++) {
      corners[i] = polygon.get(i).asDouble(Double.NaN);
      numbers = Double.isFinite(corners[i]);
    }
    if (!numbers) {
      throw malformed(
          "expected a polygon of three corners or more in "
              + image.file()
              + ", found "
              + shortened(polygon));
    }
    return corners;
  }

  private MalformedDatasetException malformed(String problem) {
    return new MalformedDatasetException(file, problem);
  }
}
