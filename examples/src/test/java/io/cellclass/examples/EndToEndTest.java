package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands on the real engine, with cells few and small enough for a test. */
class EndToEndTest {
  private static final int CLASSES = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  // Chance is 0.2. Five epochs take the paper's head nowhere yet: only that it runs is seen here.
  @CsvSource({"default, 0.4", "paper, 0.0"})
  void trainsEvaluatesAndClassifies(String recipe, double leastAccuracy) throws IOException {
    Path cells = draw("cells", 6, 1);
    Path model = folder.resolve("m.cellclass");
    Path training = folder.resolve("training.json");
    CommandRun train =
        run(
            "train",
            "--data",
            cells,
            "--out",
            model,
            "--recipe",
            recipe,
            "--size",
            75,
            "--epochs",
            5,
            "--json",
            training);
    assertThat(train.err()).doesNotContain("cellclass:");
    assertThat(train.status()).isZero();
    JsonNode learnt = new ObjectMapper().readTree(training.toFile());
    assertThat(learnt.get("labels")).hasSize(CLASSES);
    assertThat(learnt.get("epochs").asInt()).isBetween(1, 5);
    assertThat(learnt.get("trainingImages").asInt()).isEqualTo(25);

    Path unseen = draw("unseen", 2, 2);
    Path evaluation = folder.resolve("evaluation.json");
    CommandRun evaluate = run("evaluate", "--model", model, "--data", unseen, "--json", evaluation);
    assertThat(evaluate.status()).isZero();
    JsonNode measured = new ObjectMapper().readTree(evaluation.toFile());
    assertThat(measured.get("images").asInt()).isEqualTo(2 * CLASSES);
    assertThat(measured.get("accuracy").asDouble()).isBetween(leastAccuracy, 1.0);

    CommandRun classify = run("classify", "--model", model, unseen);
    assertThat(classify.status()).isZero();
    assertThat(classify.outLines()).hasSize(2 * CLASSES);
    assertThat(classify.outLines().get(0)).matches(".*\\.png\t\\w+\t[01]\\.\\d{4}");
  }

  @Test
  void aBundleThatIsNoneIsAFailure() throws IOException {
    Path model = Files.writeString(folder.resolve("m.cellclass"), "no bundle");
    Path image = PlainImages.write(folder.resolve("cell.png"), 0, 90);
    CommandRun run = run("classify", "--model", model, image);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(1);
  }

  @Test
  void theQuickstartLeavesAReport() throws IOException {
    Path out = folder.resolve("quickstart");
    CommandRun run =
        run(
            "quickstart",
            "--out",
            out,
            "--images-per-class",
            6,
            "--unseen-per-class",
            2,
            "--size",
            75);
    assertThat(run.err()).doesNotContain("cellclass:");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("precision", "10 images right", "cellclass train");
    assertThat(ImageIO.read(out.resolve("cells.png").toFile()).getWidth()).isGreaterThan(600);
    assertThat(out.resolve("report/report.html"))
        .content()
        .contains("10 images right", "Least confident hits", "InceptionV3");
    assertThat(out.resolve("report/new-cells-confusion-counts.png")).isNotEmptyFile();
    JsonNode measured = new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
    assertThat(measured.get("images").asInt()).isEqualTo(2 * CLASSES);
    try (Stream<Path> cells = Files.walk(out.resolve("cells"))) {
      assertThat(cells.filter(Files::isRegularFile)).hasSize(6 * CLASSES);
    }
    assertThat(out.resolve("cells.cellclass")).isNotEmptyFile();
  }

  private Path draw(String name, int perClass, long seed) throws IOException {
    Console silent =
        new Console(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);
    Path cells = folder.resolve(name);
    SyntheticCells.draw(cells, perClass, seed, new Progress(silent));
    return cells;
  }

  private static CommandRun run(Object... args) {
    return CommandRun.of(new Dl4jModels(), args);
  }
}
