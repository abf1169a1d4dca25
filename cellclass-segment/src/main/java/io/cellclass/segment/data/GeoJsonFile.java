package io.cellclass.segment.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cellclass.Label;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
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
    Map<Label, Color> colours = colours(labels);
    JsonFile.write(
        json,
        out -> {
          writeStart(out);
          List<CellPixels> cells = CellPixels.of(map);
          for (int i = 0; i < cells.size(); i++) {
            out.writeStartObject();
            out.writeStringField("type", "Feature");
            writeGeometry(out, CellOutline.of(map, cells.get(i)));
            writeProperties(out, labels.get(i), colours);
            out.writeEndObject();
            out.writeEndObject();
          }
          writeEnd(out);
        });
  }

  /**
   * Writes boxes; the score of each is its measurement {@code score}.
   *
   * @param json replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void write(Path json, List<Detection> detections) throws IOException {
    Map<Label, Color> colours = colours(detections.stream().map(Detection::label).toList());
    JsonFile.write(
        json,
        out -> {
          writeStart(out);
          for (Detection detection : detections) {
            out.writeStartObject();
            out.writeStringField("type", "Feature");
            writeGeometry(out, detection.box());
            writeProperties(out, detection.label(), colours);
            out.writeObjectFieldStart("measurements");
            out.writeNumberField("score", detection.score());
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndObject();
          }
          writeEnd(out);
        });
  }

  private static Map<Label, Color> colours(List<Label> labels) {
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
  private static void writeProperties(JsonGenerator out, Label label, Map<Label, Color> colours)
      throws IOException {
    Color colour = colours.getOrDefault(label, Color.RED);
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
