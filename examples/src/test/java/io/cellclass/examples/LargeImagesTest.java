package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.slide.SlideCell;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Images of 160x120 pixels, taken for large ones: what is found is what is found at once. */
class LargeImagesTest {
  private static final LargeImages SMALL = new LargeImages(10_000, 80);

  @TempDir private static Path folder;
  private static Path images;

  @BeforeAll
  static void paint() throws IOException {
    images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 2; i++) {
      BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(new Color(235, 230, 215));
      graphics.fillRect(0, 0, 160, 120);
      for (int cell = 0; cell <= i; cell++) {
        graphics.setColor(new Color(190, 170, 205));
        graphics.fillOval(12 + 80 * cell, 30, 44, 44);
        graphics.setColor(new Color(90, 40, 140));
        graphics.fillOval(24 + 80 * cell, 42, 20, 20);
      }
      graphics.dispose();
      ImageIO.write(image, "png", images.resolve("field" + i + ".png").toFile());
    }
  }

  private static CommandRun run(String command, LargeImages large, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    Object named =
        switch (command) {
          case "segment" -> new SegmentCommand(console, large);
          case "measure" -> new MeasureCommand(console, large);
          case "detect" -> new DetectCommand(console, large);
          default -> new CountCommand(console, new FakeModels(), large);
        };
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int status = new CommandLine(named).setErr(new PrintWriter(err)).execute(words);
    assertThat(status).as(err.toString()).isZero();
    return new CommandRun(status, out.toString(), err.toString());
  }

  private static JsonNode features(Path geoJson) throws IOException {
    return new ObjectMapper().readTree(geoJson.toFile()).get("features");
  }

  @Test
  void outlinesComeAsGeoJsonBesideAReducedPicture() throws IOException {
    Path atOnce = folder.resolve("outlined");
    Path inBlocks = folder.resolve("outlined-large");
    CommandRun expected =
        run(
            "segment",
            LargeImages.DEFAULT,
            "--model",
            "otsu3",
            "--geojson",
            "--out",
            atOnce,
            images);
    CommandRun run = run("segment", SMALL, "--model", "otsu3", "--out", inBlocks, images);

    assertThat(run.out()).isEqualTo(expected.out());
    assertThat(run.err()).contains("field1.png: its picture is reduced 2 times");
    for (int i = 0; i < 2; i++) {
      JsonNode cells = features(inBlocks.resolve("field" + i + ".geojson"));
      assertThat(cells).hasSize(i + 1);
      assertThat(cells).isEqualTo(features(atOnce.resolve("field" + i + ".geojson")));
      BufferedImage picture = ImageIO.read(inBlocks.resolve("field" + i + ".png").toFile());
      assertThat(picture.getWidth()).isEqualTo(80);
      // The line at the left edge of the first cell.
      assertThat(IntStream.range(5, 9).map(x -> picture.getRGB(x, 26) & 0xffffff))
          .contains(0x00C853);
    }
    assertThat(inBlocks.resolve("field1-cells.png")).doesNotExist();
    assertThat(atOnce.resolve("field1-cells.png")).exists();
  }

  @Test
  void measurementsAreThoseOfImagesSeenAtOnce() throws IOException {
    Path atOnce = folder.resolve("cells.csv");
    Path inBlocks = folder.resolve("cells-large.csv");
    run("measure", LargeImages.DEFAULT, "--model", "otsu3", "--csv", atOnce, images);
    run("measure", SMALL, "--model", "otsu3", "--csv", inBlocks, images);

    List<String> expected = Files.readAllLines(atOnce);
    List<String> lines = Files.readAllLines(inBlocks);
    assertThat(lines).hasSize(4).hasSameSizeAs(expected);
    assertThat(lines.get(0)).isEqualTo(expected.get(0));
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      String[] others = expected.get(i).split(",", -1);
      assertThat(fields).hasSameSizeAs(others);
      for (int field = 0; field < fields.length; field++) {
        if (fields[field].matches("[0-9.]+")) {
          assertThat(Double.parseDouble(fields[field]))
              .isCloseTo(Double.parseDouble(others[field]), within(1e-9));
        } else {
          assertThat(fields[field]).isEqualTo(others[field]);
        }
      }
    }
  }

  @Test
  void boxesAndCountsAreThoseOfImagesSeenAtOnce() throws IOException {
    Path atOnce = folder.resolve("found");
    Path inBlocks = folder.resolve("found-large");
    CommandRun expected = run("detect", LargeImages.DEFAULT, "--out", atOnce, images);
    CommandRun run = run("detect", SMALL, "--geojson", "--out", inBlocks, images);

    assertThat(run.out()).isEqualTo(expected.out());
    assertThat(inBlocks.resolve("detections.csv"))
        .hasSameTextualContentAs(atOnce.resolve("detections.csv"));
    assertThat(ImageIO.read(inBlocks.resolve("field1.png").toFile()).getWidth()).isEqualTo(80);
    long boxes =
        Files.readAllLines(inBlocks.resolve("detections.csv")).stream()
            .filter(line -> line.contains("field1.png,") && !line.endsWith(",,"))
            .count();
    assertThat(features(inBlocks.resolve("field1.geojson"))).hasSize((int) boxes);
    assertThat(run("count", SMALL, images).out())
        .isEqualTo(run("count", LargeImages.DEFAULT, images).out());
  }

  /** A cell that lies between the places of a reduced map leaves no gap in its numbers. */
  @Test
  void aReducedMapHasTheCellsThatCanBeSeen() {
    ReducedMap map = new ReducedMap(2, 1, 10);
    PixelClass[] classes = {PixelClass.NUCLEUS, PixelClass.CYTOPLASM};
    map.add(cell(1, 3, LabelMap.of(1, 1, new int[] {1})));
    map.add(cell(2, 5, LabelMap.of(2, 1, new int[] {1, 1}, classes)));
    map.add(cell(3, 12, LabelMap.of(1, 1, new int[] {1})));

    LabelMap seen = map.map();
    assertThat(seen.cells()).containsExactly(1, 2);
    assertThat(seen.pixelClass(0, 0)).isEqualTo(PixelClass.NUCLEUS);
    assertThat(seen.pixelClass(1, 0)).isEqualTo(PixelClass.CYTOPLASM);
  }

  private static SlideCell cell(int number, int left, LabelMap map) {
    RgbImage image = RgbImage.of(map.width(), map.height(), new byte[3 * map.width()]);
    return new SlideCell(number, left, 4, map, image, false, false);
  }
}
