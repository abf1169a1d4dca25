package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.Label;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoJsonFileTest {
  private static final Label RBC = new Label("RBC");
  private static final Label WBC = new Label("WBC");

  @TempDir Path folder;

  private static JsonNode features(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("type").asText()).isEqualTo("FeatureCollection");
    return root.get("features");
  }

  /** Two windows of a slide give what the map of the whole does. */
  @Test
  void cellsThatComeOneByOneStandWhereTheirWindowsLie() throws IOException {
    LabelMap whole = LabelMap.of(7, 2, new int[] {0, 0, 1, 1, 0, 2, 0, 0, 0, 1, 0, 0, 2, 2});
    LabelMap first = LabelMap.of(2, 2, new int[] {1, 1, 1, 0});
    LabelMap second = LabelMap.of(2, 2, new int[] {1, 0, 1, 1});
    Path once = folder.resolve("once.geojson");
    Path single = folder.resolve("single.geojson");
    GeoJsonFile.write(once, whole, List.of(WBC, RBC));
    GeoJsonFile.write(
        single,
        List.of(RBC, WBC),
        features -> {
          features.add(first, 2, 0, WBC);
          features.add(second, 5, 0, RBC);
        });

    assertThat(single).hasSameTextualContentAs(once);
    assertThatThrownBy(
            () ->
                GeoJsonFile.write(single, List.of(RBC), features -> features.add(first, 2, 0, WBC)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one of [" + RBC + "], found " + WBC);
    assertThat(single).hasSameTextualContentAs(once);
  }

  @Test
  void aCellIsAPolygonAlongTheEdgesOfItsPixels() throws IOException {
    LabelMap map =
        LabelMap.of(
            5,
            4,
            new int[] {
              0, 1, 1, 1, 0, //
              0, 1, 0, 1, 0, //
              0, 1, 1, 1, 2, //
              2, 0, 0, 0, 2
            });
    Path file = folder.resolve("cells.geojson");
    GeoJsonFile.write(file, map, List.of(WBC, RBC));

    JsonNode features = features(file);
    assertThat(features.size()).isEqualTo(2);
    assertThat(features.get(0).get("geometry").toString())
        .isEqualTo(
            "{\"type\":\"Polygon\",\"coordinates\":["
                + "[[1,0],[4,0],[4,3],[1,3],[1,0]],[[2,2],[3,2],[3,1],[2,1],[2,2]]]}");
    assertThat(features.get(1).get("geometry").toString())
        .isEqualTo(
            "{\"type\":\"MultiPolygon\",\"coordinates\":["
                + "[[[4,2],[5,2],[5,4],[4,4],[4,2]]],[[[0,3],[1,3],[1,4],[0,4],[0,3]]]]}");
    assertThat(features.get(0).get("type").asText()).isEqualTo("Feature");
    JsonNode properties = features.get(0).get("properties");
    assertThat(properties.get("objectType").asText()).isEqualTo("detection");
    assertThat(properties.at("/classification/name").asText()).isEqualTo("WBC");
    assertThat(properties.at("/classification/color").size()).isEqualTo(3);
    assertThat(properties.at("/classification/color"))
        .isNotEqualTo(features.get(1).at("/properties/classification/color"));
  }

  @Test
  void aDetectionIsARectangleWithItsScore() throws IOException {
    Path file = folder.resolve("boxes.geojson");
    GeoJsonFile.write(file, List.of(new Detection(new Box(1, 2, 3.5, 4), RBC, 0.75)));

    JsonNode feature = features(file).get(0);
    assertThat(feature.get("geometry").toString())
        .isEqualTo(
            "{\"type\":\"Polygon\",\"coordinates\":["
                + "[[1.0,2.0],[3.5,2.0],[3.5,4.0],[1.0,4.0],[1.0,2.0]]]}");
    assertThat(feature.at("/properties/measurements/score").asDouble()).isEqualTo(0.75);
    assertThat(feature.at("/properties/classification/name").asText()).isEqualTo("RBC");
  }

  @Test
  void aLabelIsNeededForEachCell() {
    LabelMap map = LabelMap.of(2, 1, new int[] {1, 2});
    assertThatThrownBy(() -> GeoJsonFile.write(folder.resolve("x"), map, List.of(RBC)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a label for each of 2 cells, found 1");
    assertThat(folder).isEmptyDirectory();
  }

  /**
   * Maps of noise, with every way for pixels to meet. The pixels are those whose centres Java finds
   * inside; each ring is closed and passes no corner twice, and holes run the other way round.
   */
  @Property(tries = 100)
  void polygonsAreValidAndHaveThePixelsOfTheirCell(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 2) int cells,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    int[] numbers = random.ints((long) width * height, 0, cells + 1).toArray();
    LabelMap map = LabelMap.of(width, height, Numbering.withoutGaps(numbers));
    Path file = Files.createTempFile("cells", ".geojson");
    try {
      GeoJsonFile.write(file, map, Collections.nCopies(map.count(), RBC));

      JsonNode features = features(file);
      assertThat(features.size()).isEqualTo(map.count());
      for (int cell = 1; cell <= map.count(); cell++) {
        requireOutline(features.get(cell - 1).get("geometry"), map, cell);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void requireOutline(JsonNode geometry, LabelMap map, int cell) {
    boolean one = geometry.get("type").asText().equals("Polygon");
    List<JsonNode> polygons = new ArrayList<>();
    if (one) {
      polygons.add(geometry.get("coordinates"));
    } else {
      geometry.get("coordinates").forEach(polygons::add);
    }
    boolean[] inside = new boolean[map.width() * map.height()];
    for (JsonNode polygon : polygons) {
      Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
      double area = 0;
      for (int i = 0; i < polygon.size(); i++) {
        double ring = requireRing(polygon.get(i), path);
        assertThat(ring > 0).as("ring %s runs clockwise", i).isEqualTo(i == 0);
        area += ring;
      }
      int pixels = 0;
      for (int i = 0; i < inside.length; i++) {
        int x = i % map.width();
        int y = i / map.width();
        if (path.contains(x + 0.5, y + 0.5)) {
          assertThat(inside[i]).as("pixel %s is in two parts", i).isFalse();
          inside[i] = true;
          pixels++;
        }
      }
      assertThat(area).isEqualTo(pixels);
    }
    for (int i = 0; i < inside.length; i++) {
      assertThat(inside[i]).isEqualTo(map.cell(i % map.width(), i / map.width()) == cell);
    }
  }

  /** Returns its area, negative if it runs the other way round. */
  private static double requireRing(JsonNode ring, Path2D path) {
    int corners = ring.size() - 1;
    assertThat(ring.get(corners)).isEqualTo(ring.get(0));
    Set<JsonNode> seen = new HashSet<>();
    double area = 0;
    for (int i = 0; i < corners; i++) {
      assertThat(seen.add(ring.get(i))).as("corner %s stands once", ring.get(i)).isTrue();
      double x = ring.get(i).get(0).asDouble();
      double y = ring.get(i).get(1).asDouble();
      double nextX = ring.get(i + 1).get(0).asDouble();
      double nextY = ring.get(i + 1).get(1).asDouble();
      assertThat(x == nextX).as("edges run along pixels").isNotEqualTo(y == nextY);
      area += (x * nextY - nextX * y) / 2;
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return area;
  }
}
