package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.Explanation;
import io.cellclass.LabelSet;
import io.cellclass.Pixel;
import io.cellclass.RgbImage;
import io.cellclass.explain.Method;
import io.cellclass.testkit.GridClassifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path folder;
  private final FakeModels models = new FakeModels();
  private Path model;
  private Path out;

  @BeforeEach
  void prepareModel() throws IOException {
    models.differentiable = true;
    model = PlainImages.model(folder.resolve("m.cellclass"), "alpha", "beta");
    out = folder.resolve("explained");
  }

  private CommandRun run(Object... more) {
    List<Object> args = new ArrayList<>(List.of("explain", "--model", model));
    args.addAll(List.of(more));
    return CommandRun.of(models, args.toArray());
  }

  private static Explanation explained(Method method, Path image) throws IOException {
    try (GridClassifier classifier = GridClassifier.random(LabelSet.of("alpha", "beta"), 3)) {
      return method.explainer(classifier).explain(RgbImage.read(image));
    }
  }

  private JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void drawsAPictureOfEachImageAndPrintsALine() throws IOException {
    Path one = PlainImages.write(folder.resolve("cells/one.png"), 0, 90);
    Path two = PlainImages.write(folder.resolve("cells/deep/one.png"), 1, 60);
    CommandRun run = run("--out", out, folder.resolve("cells"));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.outLines()).hasSize(2);
    Explanation expected = explained(Method.standard(), two);
    Pixel peak = expected.heatmap().peak().orElseThrow();
    assertThat(run.outLines().get(0))
        .startsWith(two + "\t" + expected.target().name() + "\t")
        .endsWith("\t" + peak.x() + "," + peak.y());
    for (String name : List.of("one.png", "one-2.png")) {
      assertThat(ImageIO.read(out.resolve(name).toFile()).getWidth()).isGreaterThan(300);
    }
    assertThat(one).exists();
  }

  @Test
  void theJsonHasWhatOtherProgramsRead() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    Path file = folder.resolve("e.json");
    CommandRun run =
        run("--out", out, "--method", "hirescam", "--layer", "darkness", "--json", file, image);
    assertThat(run.err()).isEmpty();
    JsonNode node = json(file).get("explanations").get(0);
    Explanation expected = explained(Method.HI_RES_CAM, image);
    assertThat(node.fieldNames())
        .toIterable()
        .containsExactly(
            "file", "predicted", "target", "probability", "layer", "method", "peak", "picture");
    assertThat(node.get("file").asText()).isEqualTo(image.toString());
    assertThat(node.get("predicted").asText()).isEqualTo(expected.target().name());
    assertThat(node.get("target")).isEqualTo(node.get("predicted"));
    assertThat(node.get("probability").doubleValue())
        .isEqualTo(expected.prediction().probability(expected.target()));
    assertThat(node.get("layer").asText()).isEqualTo("darkness");
    assertThat(node.get("method").asText()).isEqualTo("HiResCAM");
    Pixel peak = expected.heatmap().peak().orElseThrow();
    assertThat(node.get("peak")).hasToString("[" + peak.x() + "," + peak.y() + "]");
    assertThat(out.resolve(node.get("picture").asText())).exists();
  }

  @Test
  void masksTellWhetherTheEvidenceLiesOnTheCell() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    Path other = PlainImages.write(folder.resolve("two.png"), 0, 90);
    Path masks = Files.createDirectory(folder.resolve("masks"));
    BufferedImage mask = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    Pixel peak = explained(Method.standard(), image).heatmap().peak().orElseThrow();
    mask.getRaster().setSample(peak.x(), peak.y(), 0, 255);
    ImageIO.write(mask, "png", masks.resolve("one.png").toFile());
    Path file = folder.resolve("e.json");
    assertThat(run("--out", out, "--masks", masks, "--json", file, image, other).status()).isZero();
    JsonNode told = json(file).get("explanations");
    assertThat(told.get(0).get("insideMask").asBoolean()).isTrue();
    assertThat(told.get(0).get("energyInside").asDouble()).isBetween(0.0, 0.5);
    assertThat(told.get(1).has("insideMask")).isFalse();
  }

  @Test
  void aLabelCanBeAskedFor() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    for (String label : List.of("alpha", "beta")) {
      CommandRun run = run("--out", out, "--target", label, image);
      assertThat(run.outLines().get(0)).contains("\t" + label + "\t");
    }
    CommandRun unknown = run("--out", out, "--target", "gamma", image);
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("--target must be one of", "alpha", "gamma");
  }

  @Test
  void panelsShowEveryLabel() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    assertThat(run("--out", out, image).status()).isZero();
    int single = ImageIO.read(out.resolve("one.png").toFile()).getWidth();
    assertThat(run("--out", out, "--panels", "--signs", "--pixel-size", 0.1, image).status())
        .isZero();
    assertThat(ImageIO.read(out.resolve("one.png").toFile()).getWidth()).isGreaterThan(single);
  }

  @Test
  void aClassifierWithoutGradientsIsExplainedByOcclusion() throws IOException {
    models.differentiable = false;
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    CommandRun refused = run("--out", out, image);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("occlusion");
    assertThat(run("--out", out, "--method", "occlusion", image).status()).isZero();
  }

  @Test
  void whatIsWrongIsSaidBeforeTheWork() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    assertMisuse("--out must name", image);
    assertMisuse("--method must be one of contributions", "--out", out, "--method", "x", image);
    assertMisuse(
        "no layer called mixed3", "--out", out, "--method", "grad-cam", "--layer", "mixed3", image);
    assertMisuse("contributions has no layer", "--out", out, "--layer", "input", image);
    assertMisuse("leave out --out", "--evaluate", "--out", out, image);
    assertMisuse("with --evaluate alone", "--out", out, "--random-labels", model, image);
    assertMisuse("--pixel-size must be above 0", "--out", out, "--pixel-size", -1, image);
    assertMisuse("name the same file", "--out", out, "--json", model, image);
    CommandRun noMasks = run("--out", out, "--masks", folder.resolve("none"), image);
    assertThat(noMasks.status()).isEqualTo(1);
    assertThat(noMasks.err()).contains("expected a folder of masks");
    assertThat(out).doesNotExist();
  }

  @Test
  void aPictureNeverReplacesAnImage() throws IOException {
    Path image = PlainImages.write(folder.resolve("cells/one.png"), 0, 90);
    byte[] before = Files.readAllBytes(image);
    Path cells = folder.resolve("cells");
    assertMisuse("--out must be another folder", "--out", cells, cells);
    assertMisuse("--out must be another folder", "--out", cells.resolve("../cells"), image);
    assertThat(Files.readAllBytes(image)).isEqualTo(before);
  }

  @Test
  void theGalleryHasPagesOfEachLabel() throws IOException {
    Path one = PlainImages.write(folder.resolve("cells/one.png"), 0, 90);
    PlainImages.write(folder.resolve("cells/two.png"), 0, 90);
    Path broken = PlainImages.writeBroken(folder.resolve("cells/broken.png"));
    String predicted = explained(Method.standard(), one).prediction().label().name();
    CommandRun run = run("--out", out, "--gallery", "--signs", folder.resolve("cells"));
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains(broken.toString());
    assertThat(out.resolve("gallery"))
        .isDirectoryContaining("glob:**1-" + predicted + "-01.png")
        .isDirectoryNotContaining("glob:**2-*");
    assertThat(run.out()).contains("1 pages in " + out.resolve("gallery"));
    assertMisuse("--out must be another folder", "--out", out, "--gallery", out.resolve("gallery"));
  }

  private void assertMisuse(String problem, Object... args) {
    CommandRun run = run(args);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(problem);
  }

  @Test
  void brokenImagesAndMasksAreReportedAndTheRestExplained() throws IOException {
    Path broken = PlainImages.writeBroken(folder.resolve("broken.png"));
    Path unmasked = PlainImages.write(folder.resolve("two.png"), 0, 90);
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    Path masks = Files.createDirectory(folder.resolve("masks"));
    ImageIO.write(
        new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        masks.resolve("two.png").toFile());
    CommandRun run = run("--out", out, "--masks", masks, broken, unmasked, image);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("broken.png", "two.png");
    assertThat(run.outLines()).hasSize(1);
    assertThat(out.resolve("one.png")).exists();
    assertThat(out.resolve("two.png")).doesNotExist();
  }

  @Test
  void evaluatePrintsATableOfAllMethods() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    Path file = folder.resolve("table.json");
    CommandRun run = run("--evaluate", "--json", file, image);
    assertThat(run.status()).isZero();
    for (Method method : Method.values()) {
      assertThat(run.out()).contains(method.id());
    }
    assertThat(run.out()).contains("random map", "centred Gaussian", "1 images, 0 with a mask");
    JsonNode methods = json(file).get("methods");
    assertThat(methods).hasSize(Method.values().length + 2);
    assertThat(methods.get(0).get("method").asText()).isEqualTo("contributions");
    assertThat(methods.get(0).get("deletion").get("mean").asDouble()).isBetween(0.0, 1.0);
    assertThat(methods.get(0).get("changed").asDouble()).isBetween(0.0, 1.0);
    assertThat(methods.get(0).has("hit")).isFalse();
    assertThat(methods.get(0).has("changedByLabels")).isFalse();
    assertThat(out).doesNotExist();
  }

  @Test
  void aClassifierThatLearnedRandomLabelsIsHeldAgainstTheOther() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    Path file = folder.resolve("table.json");
    CommandRun run = run("--evaluate", "--random-labels", model, "--json", file, image);
    assertThat(run.status()).isZero();
    assertThat(models.loaded).containsExactly(model, model);
    // Here it is the same classifier, so that no map may change.
    for (JsonNode method : json(file).get("methods")) {
      if (method.has("changed")) {
        assertThat(method.get("changedByLabels").asDouble()).isZero();
      }
    }
  }
}
