package io.cellclass.segment.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cellclass.Label;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cells as GeoJSON that QuPath imports (0.4 and later: drag the file onto the image): a {@code
 * FeatureCollection} with a detection for each cell, its classification by name and colour. Corners
 * are in pixels of the whole image from its upper left corner.
 *
 * <p>Colours are spread over the circle of hues in the order of the labels' names, so that one set
 * of labels gives the same colours each time.
 */
public final class GeoJsonFile {
  private static final float SATURATION = 0.85f;
  private static final float BRIGHTNESS = 0.9f;

  private GeoJsonFile() {}

  /**
   * Writes outlines along the edges of pixels: a {@code Polygon}, with its holes, or a {@code
   * MultiPolygon} where a cell is in parts that no edge connects.
   *
   * @param json replaced if it is there
   * @param labels the label of each cell, that of cell 1 first
   * @throws IllegalArgumentException if there is not a label for each cell
   * @throws IOException if it cannot be written
   */
  public static void write(Path json, LabelMap map, List<Label> labels) throws IOException {
    OutlinedImage.requireLabels(map, labels);
    write(
        json,
        labels,
        features -> {
          List<CellPixels> cells = CellPixels.of(map);
          for (int i = 0; i < cells.size(); i++) {
            features.add(map, cells.get(i), 0, 0, labels.get(i));
          }
        });
  }

  /**
   * Writes boxes; the score of each is its measurement {@code score}.
   *
   * @param json replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void write(Path json, List<Detection> detections) throws IOException {
    write(
        json,
        detections.stream().map(Detection::label).toList(),
        features -> {
          for (Detection detection : detections) {
            features.add(detection);
          }
        });
  }

  /** Gives cells one by one, such as those of a whole slide. */
  @FunctionalInterface
  public interface Cells {
    /**
     * Adds them.
     *
     * @throws IOException if they cannot be had or written
     */
    void addTo(Features features) throws IOException;
  }

  /** A collection of features that is being written. For use by one thread. */
  public static final class Features {
    private final JsonGenerator out;
    private final Map<Label, Color> colours;

    private Features(JsonGenerator out, Map<Label, Color> colours) {
      this.out = out;
      this.colours = colours;
    }

    /**
     * Adds the outlines of the cells of a window of an image.
     *
     * @param left the window's first column in the image
     * @param top its first row
     * @throws IllegalArgumentException if the label is not one of those announced
     * @throws IOException if they cannot be written
     */
    public void add(LabelMap window, int left, int top, Label label) throws IOException {
      for (CellPixels cell : CellPixels.of(window)) {
        add(window, cell, left, top, label);
      }
    }

    /**
     * Adds a box; its score is the measurement {@code score}.
     *
     * @throws IllegalArgumentException if its label is not one of those announced
     * @throws IOException if it cannot be written
     */
    public void add(Detection detection) throws IOException {
      out.writeStartObject();
      out.writeStringField("type", "Feature");
      writeGeometry(out, detection.box());
      writeProperties(out, detection.label(), colour(detection.label()));
      out.writeObjectFieldStart("measurements");
      out.writeNumberField("score", detection.score());
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndObject();
    }

    private void add(LabelMap map, CellPixels cell, int left, int top, Label label)
        throws IOException {
      out.writeStartObject();
      out.writeStringField("type", "Feature");
      writeGeometry(out, CellOutline.of(map, cell, left, top));
      writeProperties(out, label, colour(label));
      out.writeEndObject();
      out.writeEndObject();
    }

    private Color colour(Label label) {
      Color colour = colours.get(label);
      if (colour == null) {
        throw new IllegalArgumentException(
            "expected one of " + colours.keySet() + ", found " + label);
      }
      return colour;
    }
  }

  /**
   * Writes cells one by one; the file is there as a whole or stays as it was.
   *
   * @param json replaced if it is there
   * @param labels all that cells can have, for their colours
   * @throws IOException if it cannot be written, or the cells cannot be had
   */
  public static void write(Path json, Collection<Label> labels, Cells cells) throws IOException {
    Map<Label, Color> colours = colours(labels);
    JsonFile.write(
        json,
        out -> {
          writeStart(out);
          cells.addTo(new Features(out, colours));
          writeEnd(out);
        });
  }

  private static Map<Label, Color> colours(Collection<Label> labels) {
    TreeMap<String, Label> byName = new TreeMap<>();
    labels.forEach(label -> byName.put(label.name(), label));
    Map<Label, Color> colours = new HashMap<>();
    for (Label label : byName.values()) {
      float hue = (float) colours.size() / byName.size();
      colours.put(label, Color.getHSBColor(hue, SATURATION, BRIGHTNESS));
    }
    return colours;
  }

  private static void writeStart(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", "FeatureCollection");
    out.writeArrayFieldStart("features");
  }

  private static void writeEnd(JsonGenerator out) throws IOException {
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeGeometry(JsonGenerator out, List<CellOutline.Polygon> polygons)
      throws IOException {
    boolean one = polygons.size() == 1;
    out.writeObjectFieldStart("geometry");
    out.writeStringField("type", one ? "Polygon" : "MultiPolygon");
    out.writeFieldName("coordinates");
    if (!one) {
      out.writeStartArray();
    }
    for (CellOutline.Polygon polygon : polygons) {
      out.writeStartArray();
      writeRing(out, polygon.outer());
      for (CellOutline.Ring hole : polygon.holes()) {
        writeRing(out, hole);
      }
      out.writeEndArray();
    }
    if (!one) {
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void writeRing(JsonGenerator out, CellOutline.Ring ring) throws IOException {
    out.writeStartArray();
    for (int i = 0; i < ring.x().size(); i++) {
      out.writeStartArray();
      out.writeNumber(ring.x().get(i));
      out.writeNumber(ring.y().get(i));
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private static void writeGeometry(JsonGenerator out, Box box) throws IOException {
    double[][] corners = {
      {box.left(), box.top()},
      {box.right(), box.top()},
      {box.right(), box.bottom()},
      {box.left(), box.bottom()},
      {box.left(), box.top()}
    };
    out.writeObjectFieldStart("geometry");
    out.writeStringField("type", "Polygon");
    out.writeArrayFieldStart("coordinates");
    out.writeStartArray();
    for (double[] corner : corners) {
      out.writeArray(corner, 0, corner.length);
    }
    out.writeEndArray();
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Leaves the object of properties open. */
  private static void writeProperties(JsonGenerator out, Label label, Color colour)
      throws IOException {
    out.writeObjectFieldStart("properties");
    out.writeStringField("objectType", "detection");
    out.writeObjectFieldStart("classification");
    out.writeStringField("name", label.name());
    out.writeArrayFieldStart("color");
    out.writeNumber(colour.getRed());
    out.writeNumber(colour.getGreen());
    out.writeNumber(colour.getBlue());
    out.writeEndArray();
    out.writeEndObject();
  }
}
