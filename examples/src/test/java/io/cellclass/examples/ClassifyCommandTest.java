package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
  @TempDir private Path folder;
  private final FakeModels models = new FakeModels();
  private Path model;

  @BeforeEach
  void prepareModel() throws IOException {
    model = PlainImages.model(folder.resolve("m.cellclass"), "alpha", "beta");
  }

  @Test
  void printsALineForEachImage() throws IOException {
    Path one = PlainImages.write(folder.resolve("one.png"), 0, 90);
    Path two = PlainImages.write(folder.resolve("two.png"), 1, 65);
    CommandRun run = CommandRun.of(models, "classify", "--model", model, two, one);
    assertThat(run.status()).isZero();
    assertThat(run.outLines()).containsExactly(two + "\tbeta\t0.6500", one + "\talpha\t0.9000");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void printsEveryProbabilityUnderItsLabel() throws IOException {
    Path one = PlainImages.write(folder.resolve("one.png"), 1, 65);
    CommandRun run = CommandRun.of(models, "classify", "--model", model, "--probabilities", one);
    assertThat(run.outLines())
        .containsExactly(
            "file\tlabel\tconfidence\talpha\tbeta", one + "\tbeta\t0.6500\t0.3500\t0.6500");
  }

  @Test
  void aboutUncertainImagesNothingIsSaid() throws IOException {
    Path sure = PlainImages.write(folder.resolve("1.png"), 0, 90);
    Path unsure = PlainImages.write(folder.resolve("2.png"), 0, 60);
    CommandRun run = classifySurely(0.8, sure, unsure);
    assertThat(run.outLines())
        .containsExactly(sure + "\talpha\t0.9000", unsure + "\tuncertain\t0.6000");
    CommandRun wrong = classifySurely(80, sure);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--least-confidence must be from 0 to 1, not 80");
  }

  private CommandRun classifySurely(double least, Object... images) {
    List<Object> args =
        new ArrayList<>(List.of("classify", "--model", model, "--least-confidence", least));
    args.addAll(List.of(images));
    return CommandRun.of(models, args.toArray());
  }

  @Test
  void withoutAModelTheReadyOneClassifies() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 1, 65);
    CommandRun run = CommandRun.of(models, "classify", image);
    assertThat(run.status()).isZero();
    assertThat(run.outLines()).containsExactly(image + "\tbeta\t0.6500");
    assertThat(models.readied).isEqualTo(1);
    assertThat(models.loaded).isEmpty();
  }

  @Test
  void takesTheImagesOfAFolderAndThoseBelow() throws IOException {
    Path cells = folder.resolve("cells");
    Path deep = PlainImages.write(cells.resolve("b/deep.PNG"), 0, 90);
    Path top = PlainImages.write(cells.resolve("a.png"), 0, 90);
    PlainImages.write(cells.resolve(".hidden.png"), 0, 90);
    PlainImages.write(cells.resolve(".hidden/x.png"), 0, 90);
    Files.writeString(cells.resolve("notes.txt"), "no image");
    CommandRun run = CommandRun.of(models, "classify", "--model", model, cells, top);
    assertThat(run.status()).isZero();
    assertThat(run.outLines()).containsExactly(top + "\talpha\t0.9000", deep + "\talpha\t0.9000");
  }

  @Test
  void writesJson() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 1, 75);
    Path json = folder.resolve("answers.json");
    CommandRun run = CommandRun.of(models, "classify", "--model", model, "--json", json, image);
    assertThat(run.status()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.fieldNames()).toIterable().containsExactly("predictions");
    JsonNode prediction = report.get("predictions").get(0);
    assertThat(prediction.get("file").asText()).isEqualTo(image.toString());
    assertThat(prediction.get("predicted").asText()).isEqualTo("beta");
    assertThat(prediction.get("probabilities")).hasToString("{\"alpha\":0.25,\"beta\":0.75}");
  }

  @Test
  void theJsonSaysWhatIsUncertain() throws IOException {
    Path sure = PlainImages.write(folder.resolve("1.png"), 0, 90);
    Path unsure = PlainImages.write(folder.resolve("2.png"), 0, 60);
    Path json = folder.resolve("answers.json");
    assertThat(classifySurely(0.8, "--json", json, sure, unsure).status()).isZero();
    JsonNode predictions = new ObjectMapper().readTree(json.toFile()).get("predictions");
    assertThat(predictions.get(0).get("uncertain").asBoolean(true)).isFalse();
    assertThat(predictions.get(1).get("uncertain").asBoolean()).isTrue();
    assertThat(predictions.get(1).get("predicted").asText()).isEqualTo("alpha");
    // Not asked for, nothing is said.
    CommandRun.of(models, "classify", "--model", model, "--json", json, unsure);
    predictions = new ObjectMapper().readTree(json.toFile()).get("predictions");
    assertThat(predictions.get(0).has("uncertain")).isFalse();
  }

  @Test
  void theModelIsNotWrittenOver() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    byte[] before = Files.readAllBytes(model);
    CommandRun run = CommandRun.of(models, "classify", "--model", model, "--json", model, image);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errLines().get(0)).contains("--model and --json name the same file");
    assertThat(model).hasBinaryContent(before);
  }

  @Test
  void anUnreadableImageIsReportedAndTheRestGoesOn() throws IOException {
    Path first = PlainImages.write(folder.resolve("1.png"), 0, 90);
    Path broken = PlainImages.writeBroken(folder.resolve("2.png"));
    Path last = PlainImages.write(folder.resolve("3.png"), 1, 90);
    CommandRun run = CommandRun.of(models, "classify", "--model", model, first, broken, last);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.outLines()).containsExactly(first + "\talpha\t0.9000", last + "\tbeta\t0.9000");
    assertThat(run.errLines()).singleElement().asString().contains(broken.toString());
  }

  @Test
  void manyImagesKeepTheirOrder() throws IOException {
    Path cells = folder.resolve("cells");
    for (int i = 10; i < 60; i++) {
      PlainImages.write(cells.resolve(i + ".png"), i % 2, 60);
    }
    CommandRun run = CommandRun.of(models, "classify", "--model", model, cells);
    assertThat(run.outLines()).hasSize(50);
    for (int i = 10; i < 60; i++) {
      assertThat(run.outLines().get(i - 10))
          .isEqualTo(cells.resolve(i + ".png") + (i % 2 == 0 ? "\talpha" : "\tbeta") + "\t0.6000");
    }
  }

  @Test
  void aMissingImageIsAFailureBeforeTheWork() {
    Path missing = folder.resolve("nowhere.png");
    CommandRun run = CommandRun.of(models, "classify", "--model", model, missing);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).containsExactly("cellclass: no such file or directory: " + missing);
    assertThat(models.loaded).isEmpty();
  }

  @Test
  void whatIsMissingAmongSeveralIsReportedAndTheRestGoesOn() throws IOException {
    Path missing = folder.resolve("nowhere.png");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path image = PlainImages.write(folder.resolve("one.png"), 0, 90);
    CommandRun run = CommandRun.of(models, "classify", "--model", model, missing, empty, image);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.outLines()).containsExactly(image + "\talpha\t0.9000");
    assertThat(run.errLines()).hasSize(2);
    assertThat(run.errLines().get(0)).isEqualTo("cellclass: no such file or directory: " + missing);
    assertThat(run.errLines().get(1)).startsWith("cellclass: " + empty + ": found no image");
  }

  @Test
  void whereNothingIsFoundTheModelIsNotOpened() {
    Path missing = folder.resolve("nowhere.png");
    Path other = folder.resolve("nor here.png");
    CommandRun run = CommandRun.of(models, "classify", "--model", model, missing, other);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(2);
    assertThat(models.loaded).isEmpty();
  }

  @Test
  void aFolderWithoutImagesIsAFailure() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandRun run = CommandRun.of(models, "classify", "--model", model, empty);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(empty + ": found no image");
  }

  @Test
  void aMissingModelIsAFailureThatNamesIt() throws IOException {
    Path image = PlainImages.write(folder.resolve("one.png"), 1, 75);
    Path missing = folder.resolve("nowhere.cellclass");
    CommandRun run = CommandRun.of(new Dl4jModels(), "classify", "--model", missing, image);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().contains(missing.toString());
  }
}
