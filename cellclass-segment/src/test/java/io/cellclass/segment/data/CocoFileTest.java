package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.MaskedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoFileTest {
  private static final String DOCUMENT =
      """
      {"info": {}, "categories": [{"id": 7, "name": "RBC", "supercategory": "cell"}],
       "images": [{"id": 20, "file_name": "b.png", "width": 4, "height": 3},
                  {"id": 10, "file_name": "a.png", "width": 4, "height": 3}],
       "annotations": [
         {"id": 1, "image_id": 20, "category_id": 7, "iscrowd": 0, "bbox": [1, 0.5, 2, 2],
          "segmentation": [[1, 0, 3, 0, 3, 2, 1, 2], [0, 2, 1, 2, 1, 3, 0, 3]]},
         {"id": 2, "image_id": 20, "category_id": 7, "bbox": [3, 2, 5, 5],
          "segmentation": {"size": [3, 4], "counts": [7, 2, 2, 1]}},
         {"id": 3, "image_id": 20, "category_id": 7, "iscrowd": 1, "bbox": [0, 0, 4, 3],
          "segmentation": {"size": [3, 4], "counts": [0, 12]}},
         {"id": 4, "image_id": 20, "category_id": 7, "bbox": [4, 0, 2, 2],
          "segmentation": {"size": [3, 4], "counts": "<"}}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void images() throws IOException {
    Pictures.write(folder.resolve("a.png"));
    Pictures.write(folder.resolve("b.png"));
  }

  private Path json(String text) throws IOException {
    return Files.writeString(folder.resolve("instances.json"), text);
  }

  @Test
  void boxesAreCutAtTheBorderAndCrowdsLeftOut() throws IOException {
    List<BoxedImage> images = CocoFile.readBoxes(json(DOCUMENT), folder);

    Label rbc = new Label("RBC");
    assertThat(images).extracting(BoxedImage::id).containsExactly("a.png", "b.png");
    assertThat(images.get(0).boxes()).isEmpty();
    assertThat(images.get(1).boxes())
        .containsExactly(
            new LabelledBox(new Box(1, 0.5, 3, 2.5), rbc),
            new LabelledBox(new Box(3, 2, 4, 3), rbc));
    assertThat(images.get(1).image().read().width()).isEqualTo(8);
  }

  /**
   * The first cell is two polygons; the second, by runs down the columns, has (2, 1), (2, 2) and
   * (3, 2), of which (2, 1) was the first's; the last has no pixel.
   */
  @Test
  void polygonsAndRunsAreDrawnInTheirOrder() throws IOException {
    List<MaskedImage> images = CocoFile.readMasks(json(DOCUMENT), folder);

    assertThat(images.get(0).truth().read()).isEqualTo(LabelMap.of(4, 3, new int[12]));
    assertThat(images.get(1).truth().read())
        .isEqualTo(LabelMap.of(4, 3, new int[] {0, 1, 1, 0, 0, 1, 2, 0, 1, 0, 2, 2}));
  }

  @Test
  void boxesThatWereWrittenAreReadBack() throws IOException {
    List<Detection> cells =
        List.of(
            new Detection(new Box(0.25, 1, 3.5, 2), new Label("WBC"), 0.5),
            new Detection(new Box(1, 1, 2, 3), new Label("RBC"), 1));
    Path json = folder.resolve("written.json");
    CocoFile.writeBoxes(
        json,
        List.of(
            new AnnotatedImage("b.png", 8, 6, cells),
            new AnnotatedImage("a.png", 8, 6, List.of())));

    List<BoxedImage> images = CocoFile.readBoxes(json, folder);
    assertThat(images.get(0).boxes()).isEmpty();
    assertThat(images.get(1).boxes())
        .containsExactly(
            new LabelledBox(cells.get(0).box(), cells.get(0).label()),
            new LabelledBox(cells.get(1).box(), cells.get(1).label()));
    JsonNode first = new ObjectMapper().readTree(json.toFile()).at("/annotations/0");
    assertThat(first.get("category_id").asInt()).isEqualTo(2);
    assertThat(first.get("area").asDouble()).isEqualTo(3.25);
    assertThat(first.get("bbox").toString()).isEqualTo("[0.25,1.0,3.25,1.0]");
    assertThat(first.get("score").asDouble()).isEqualTo(0.5);
  }

  @Test
  void cellsThatWereWrittenAreReadBack() throws IOException {
    LabelMap map = LabelMap.of(5, 2, new int[] {1, 0, 2, 2, 1, 0, 3, 0, 2, 0});
    Label rbc = new Label("RBC");
    Path json = folder.resolve("written.json");
    CocoFile.writeMasks(
        json, List.of(new OutlinedImage("a.png", map, List.of(rbc, new Label("WBC"), rbc))));

    assertThat(CocoFile.readMasks(json, folder).get(0).truth().read()).isEqualTo(map);
    assertThat(CocoFile.readBoxes(json, folder).get(0).boxes())
        .containsExactly(
            new LabelledBox(new Box(0, 0, 5, 1), rbc),
            new LabelledBox(new Box(2, 0, 4, 2), new Label("WBC")),
            new LabelledBox(new Box(1, 1, 2, 2), rbc));
    assertThat(new ObjectMapper().readTree(json.toFile()).at("/annotations/1/area").asInt())
        .isEqualTo(3);
    assertThatThrownBy(() -> new OutlinedImage("a.png", map, List.of(rbc)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a label for each of 3 cells, found 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"id\": 7|\"id\": 8|expected the category_id of a category, found 7",
        "\"id\": 20|\"id\": 30|expected the image_id of an image, found 20",
        "\"id\": 10|\"id\": 20|two images have the id of a.png",
        "a.png|b.png|two images have one file_name",
        "a.png|c.png|found no c.png",
        "a.png|../a.png|found no ../a.png",
        "\"width\": 4|\"width\": 2000000000|expected a width and height of at most 100000000 pixels",
        "[1, 0.5, 2, 2]|[1, 0.5, -2, 2]|expected a bbox of left, top, width and height in b.png",
        "[1, 0.5, 2, 2]|[1, 0.5, 2]|expected a bbox of left, top, width and height in b.png",
        "[1, 0.5, 2, 2]|[1e308, 1e308, 1e308, 1]|in b.png, no box: from",
        "\"name\": \"RBC\"|\"name\": \" \"|in a category, a label's name",
        "\"categories\"|\"sorts\"|expected a list of categories",
        "\"info\": {}|\"info\": {|line 1: no valid JSON",
        "\"info\": {}|\"images\": {}|no valid JSON: Duplicate field 'images'"
      })
  void whatIsWrongIsNamed(String from, String to, String problem) throws IOException {
    Path json = json(DOCUMENT.replace(from, to));

    assertThatThrownBy(() -> CocoFile.readBoxes(json, folder))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("instances.json")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[7, 2, 2, 1]|[7, 2, 2]|in a segmentation in b.png, expected runs of 12 pixels, found 11",
        "[7, 2, 2, 1]|[7, 2, -2, 1]|in a segmentation in b.png, expected runs of 12 pixels, found one of -2 at 9",
        "[7, 2, 2, 1]|[7, 2.5]|expected lengths of runs in b.png, found 2.5",
        "\"size\": [3, 4], \"counts\": [7|\"size\": [4, 3], \"counts\": [7|expected a segmentation by polygons, or by runs of the size [3, 4], in b.png",
        "[1, 0, 3, 0, 3, 2, 1, 2]|[1, 0, 3, 0]|expected a polygon of three corners or more in b.png",
        "[1, 0, 3, 0, 3, 2, 1, 2]|[1, 0, 3, 0, 3, \"x\"]|expected a polygon of three corners or more in b.png",
        "\"<\"|\"~~\"|in a segmentation in b.png, no run lengths at character 1"
      })
  void whatIsWrongWithASegmentationIsNamedWhenItIsRead(String from, String to, String problem)
      throws IOException {
    MaskedImage image = CocoFile.readMasks(json(DOCUMENT.replace(from, to)), folder).get(1);

    assertThatThrownBy(() -> image.truth().read())
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("instances.json")
        .hasMessageContaining(problem);
  }
}
