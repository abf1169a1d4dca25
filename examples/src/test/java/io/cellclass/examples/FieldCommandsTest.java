package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.Label;
import io.cellclass.segment.Box;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.data.AnnotatedImage;
import io.cellclass.segment.data.VocFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for whole images, by way of files alone. */
class FieldCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Path fields;
  private static Path outlined;
  private static Path detector;

  @BeforeAll
  static void paintAndTrain() throws IOException {
    fields = Files.createDirectories(folder.resolve("fields"));
    outlined = folder.resolve("outlined");
    for (String name : List.of("Annotations", "JPEGImages", "ImageSets/Main")) {
      Files.createDirectories(fields.resolve(name));
    }
    for (int i = 0; i < 4; i++) {
      paintField(i);
      paintCell(i);
    }
    Files.writeString(fields.resolve("ImageSets/Main/train.txt"), "field0\nfield1\nfield2\n");
    Files.writeString(fields.resolve("ImageSets/Main/val.txt"), "field3\n");
    detector = folder.resolve("fields.cellclass");
    CommandRun run =
        run("train-detect", "--data", fields, "--split", "train", "--epochs", 1, "--out", detector);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("finds cell; learnt from 2 images, 1 kept aside");
    assertThat(run.err()).contains("epoch 1 of 1: loss ");
  }

  private static CommandRun run(Object... args) {
    return CommandRun.of(new FakeModels(), args);
  }

  private static void paintField(int number) throws IOException {
    BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
    paint(image, new Color(230, 225, 220), 0, 0, 160, 120, false);
    paint(image, new Color(120, 60, 150), 20 + 10 * number, 30, 40, 40, true);
    ImageIO.write(image, "png", fields.resolve("JPEGImages/field" + number + ".png").toFile());
    Box box = new Box(20 + 10 * number, 30, 60 + 10 * number, 70);
    VocFile.write(
        fields.resolve("Annotations/field" + number + ".xml"),
        AnnotatedImage.ofTruth(
            "field" + number + ".png", 160, 120, List.of(new LabelledBox(box, new Label("cell")))));
  }

  /** A pale cell with a dark nucleus, and its mask. */
  private static void paintCell(int number) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    paint(image, new Color(235, 230, 215), 0, 0, 64, 64, false);
    paint(image, new Color(190, 170, 205), 12, 12 + number, 40, 40, true);
    paint(image, new Color(90, 40, 140), 22, 22 + number, 20, 20, true);
    BufferedImage mask = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64 * 64; i++) {
      int rgb = image.getRGB(i % 64, i / 64) & 0xff00;
      int value = rgb == 230 << 8 ? 0 : rgb == 40 << 8 ? 255 : 128;
      mask.getRaster().setSample(i % 64, i / 64, 0, value);
    }
    Files.createDirectories(outlined.resolve("images"));
    Files.createDirectories(outlined.resolve("masks"));
    ImageIO.write(image, "png", outlined.resolve("images/cell" + number + ".png").toFile());
    ImageIO.write(mask, "png", outlined.resolve("masks/cell" + number + ".png").toFile());
  }

  private static void paint(
      BufferedImage image, Color colour, int x, int y, int width, int height, boolean round) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    if (round) {
      graphics.fillOval(x, y, width, height);
    } else {
      graphics.fillRect(x, y, width, height);
    }
    graphics.dispose();
  }

  @Test
  void aDetectorIsMeasured() throws IOException {
    Path json = folder.resolve("val.json");
    CommandRun run =
        run(
            "evaluate-detect",
            "--model",
            detector,
            "--data",
            fields,
            "--split",
            "val",
            "--json",
            json);

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode report = JSON.readTree(json.toFile());
    assertThat(report.get("images").intValue()).isEqualTo(1);
    assertThat(report.get("map50").doubleValue()).isBetween(0.0, 1.0);
    assertThat(report.get("map").doubleValue()).isBetween(0.0, 1.0);
    assertThat(report.at("/perLabel/cell/support").intValue()).isEqualTo(1);
    // Of one image the mean is the count.
    assertThat(report.at("/constantMae/cell").doubleValue()).isZero();
    int found = report.at("/perLabel/cell/found").intValue();
    assertThat(report.at("/countMae/cell").doubleValue()).isEqualTo(Math.abs(found - 1));
    JsonNode mistakes = report.at("/mistakes/cell");
    double right = report.at("/perLabel/cell/recall").doubleValue();
    assertThat(mistakes.at("/misses/total").doubleValue()).isEqualTo(1 - right);
    assertThat(mistakes.at("/falsePositives/total").doubleValue()).isEqualTo(found - right);
    assertThat(mistakes.at("/countMaeWithout/border").isNumber()).isTrue();
    assertThat(run.out()).contains("cell missed").contains("cell: count error ");
  }

  @Test
  void picturesAndATableOfWhatIsFoundAreWritten() throws IOException {
    Path out = folder.resolve("found");
    Path missing = folder.resolve("missing.png");
    CommandRun run =
        run("detect", "--model", detector, "--out", out, fields.resolve("JPEGImages"), missing);

    assertThat(run.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertThat(run.err()).contains(missing.toString());
    assertThat(run.outLines()).hasSize(5).first().isEqualTo("file\tcell");
    assertThat(ImageIO.read(out.resolve("field3.png").toFile()).getWidth()).isEqualTo(160);
    assertThat(Files.readAllLines(out.resolve("detections.csv")).get(0))
        .isEqualTo("file,label,left,top,right,bottom,score");
  }

  @Test
  void aPartThatIsNotThereIsNamed() {
    Path out = folder.resolve("never.cellclass");
    CommandRun run = run("train-detect", "--data", fields, "--split", "test", "--out", out);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(run.err()).contains("test.txt").contains("expected a list of the ids of a part");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatIsDrawnHasItsOwnLabels() {
    Path out = folder.resolve("never.cellclass");
    CommandRun run =
        run("train-detect", "--data", fields, "--split", "train", "--synthetic", 1, "--out", out);

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains("--synthetic is of use with the labels").contains("Platelets");
    assertThat(out).doesNotExist();
  }

  @Test
  void anotherKindOfModelIsRefused() {
    CommandRun run = run("segment", "--model", detector, "--out", folder.resolve("no"), outlined);

    assertThat(run.status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(run.err()).contains(detector.toString()).contains("expected segmenter, found");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void classicalMethodsAreMeasuredAsNetworksAre() throws IOException {
    Path json = folder.resolve("otsu.json");
    CommandRun run =
        run("evaluate-segment", "--model", "otsu3", "--data", outlined, "--json", json);

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode report = JSON.readTree(json.toFile());
    assertThat(report.get("images").intValue()).isEqualTo(4);
    assertThat(report.get("wholeDice").doubleValue()).isGreaterThan(0.95);
    assertThat(report.get("nucleusDice").doubleValue()).isGreaterThan(0.95);
    assertThat(report.get("wholeIou").doubleValue()).isGreaterThan(0.9);
  }

  @Test
  void aSegmenterIsLearntAndOutlines() throws IOException {
    Path model = folder.resolve("outlines.cellclass");
    CommandRun trained =
        run("train-segment", "--data", outlined, "--epochs", 1, "--synthetic", 3, "--out", model);
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("learnt from 6 images, 1 kept aside");
    Path out = folder.resolve("drawn");
    CommandRun run = run("segment", "--model", model, "--out", out, outlined.resolve("images"));

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.outLines()).hasSize(4);
    for (String suffix : List.of("", "-cells", "-classes")) {
      BufferedImage picture = ImageIO.read(out.resolve("cell2" + suffix + ".png").toFile());
      assertThat(picture.getWidth()).isEqualTo(64);
    }
  }

  /** Of six cells one is there twice, and one has a mask that is none. */
  @Test
  void aForestIsMeasuredOnImagesThatItHasNotSeen() throws IOException {
    Path more = Files.createDirectories(folder.resolve("more"));
    for (String part : List.of("images", "masks")) {
      Files.createDirectories(more.resolve(part));
      for (int i = 0; i < 6; i++) {
        int of = Math.min(i, 4);
        paintCell(of);
        Files.copy(
            outlined.resolve(part + "/cell" + of + ".png"),
            more.resolve(part + "/cell" + i + ".png"));
      }
      Files.deleteIfExists(outlined.resolve(part + "/cell4.png"));
    }
    Path json = folder.resolve("forest.json");
    CommandRun run = run("evaluate-segment", "--model", "forest", "--data", more, "--json", json);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(JSON.readTree(json.toFile()).get("images").intValue()).isEqualTo(6);
    assertThat(JSON.readTree(json.toFile()).get("wholeDice").doubleValue()).isGreaterThan(0.9);

    Files.writeString(more.resolve("masks/cell0.png"), "no picture");
    Files.writeString(more.resolve("masks/cell1.png"), "no picture");
    CommandRun fewer = run("evaluate-segment", "--model", "otsu3", "--data", more, "--json", json);
    assertThat(fewer.status()).isEqualTo(ExitStatus.UNREADABLE_IMAGES);
    assertThat(JSON.readTree(json.toFile()).get("images").intValue()).isEqualTo(4);
    CommandRun tooFew =
        run("evaluate-segment", "--model", "forest", "--data", more, "--json", json);
    assertThat(tooFew.status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(tooFew.err()).contains("expected at least 5 different images, found 4");
  }

  @Test
  void picturesReplaceNoImage() throws IOException {
    Path images = outlined.resolve("images");
    byte[] before = Files.readAllBytes(images.resolve("cell0.png"));
    for (String command : List.of("detect", "segment")) {
      Object model = command.equals("detect") ? detector : "otsu3";
      CommandRun run = run(command, "--model", model, "--out", images, images);
      assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
      assertThat(run.err()).contains("--out must be another folder than that of an image");
    }
    assertThat(images.resolve("cell0.png")).hasBinaryContent(before);
  }

  /** Areas worked out from the discs that were painted. */
  @Test
  void cellsAreMeasured() throws IOException {
    Path csv = folder.resolve("cells.csv");
    CommandRun run =
        run(
            "measure",
            "--model",
            "otsu3",
            "--pixel-size",
            "0.1",
            "--csv",
            csv,
            outlined.resolve("images"));

    assertThat(run.status()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(5);
    List<String> header = List.of(lines.get(0).split(",", -1));
    int area = -1;
    for (int i = 0; i < header.size(); i++) {
      area = header.get(i).startsWith("area") && area < 0 ? i : area;
    }
    double expected = Math.PI * 20 * 20 * 0.01;
    assertThat(Double.parseDouble(lines.get(1).split(",", -1)[area]))
        .isBetween(0.95 * expected, 1.05 * expected);
    assertThat(
            run("measure", "--model", "otsu3", "--pixel-size", "0", "--csv", csv, outlined)
                .status())
        .isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void fieldsAreCounted() throws IOException {
    Path json = folder.resolve("counts.json");
    Path csv = folder.resolve("counts.csv");
    CommandRun run = run("count", "--json", json, "--csv", csv, fields.resolve("JPEGImages"));

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("red cells").contains("95 % interval");
    JsonNode report = JSON.readTree(json.toFile());
    assertThat(report.get("fields")).hasSize(4);
    int white = 0;
    for (JsonNode field : report.get("fields")) {
      white += field.get("whiteCells").intValue();
    }
    assertThat(report.at("/perField/whiteCells/total").intValue()).isEqualTo(white);
    assertThat(Files.readAllLines(csv)).hasSize(5);
  }

  /** The file that count writes is one that it reads: counts agree with themselves. */
  @Test
  void countsAreReported() throws IOException {
    Path out = folder.resolve("counted");
    Path csv = folder.resolve("own.csv");
    Path images = fields.resolve("JPEGImages");
    Path types = PlainImages.model(folder.resolve("types.cellclass"), "alpha", "beta");
    assertThat(run("count", "--csv", csv, images).status()).isZero();

    CommandRun run = run("count", "--classifier", types, "--manual", csv, "--report", out, images);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("against manual counts");
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page)
        .contains("Cells of 4 fields", "Cells of a field", "Agreement with manual counts")
        .contains("field3.png</th>", "types.cellclass", "SHA-256 of its data", "--manual");
    try (Stream<Path> written = Files.list(out)) {
      assertThat(written.filter(file -> file.toString().endsWith(".png"))).hasSize(4);
    }
  }

  @Test
  void manualCountsOfOtherFieldsAndAReportAmongTheImagesAreRefused() throws IOException {
    Path images = fields.resolve("JPEGImages");
    Path csv = folder.resolve("few.csv");
    Files.writeString(csv, "field,red_cells,white_cells,platelets\nfield0.png,1,2,3\n");

    CommandRun few = run("count", "--manual", csv, images);
    assertThat(few.status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(few.err()).contains("few.csv").contains("found none for").contains("field1.png");
    CommandRun among = run("count", "--report", images, images);
    assertThat(among.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(among.err()).contains("--report must be another folder than that of an image");
    assertThat(images.resolve("report.html")).doesNotExist();
  }

  @Test
  void aDetectorOfOtherThingsCountsNothing() {
    CommandRun run = run("count", "--model", detector, fields.resolve("JPEGImages"));

    assertThat(run.status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(run.err()).contains("expected a detector of one of").contains("found one of [cell]");
  }
}
