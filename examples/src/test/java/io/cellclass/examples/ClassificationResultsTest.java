package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code classify --out} writes, and how it goes on. */
class ClassificationResultsTest {
  @TempDir private Path folder;
  private final FakeModels models = new FakeModels();
  private Path model;
  private Path cells;

  @BeforeEach
  void prepareImages() throws IOException {
    model = PlainImages.model(folder.resolve("m.cellclass"), "alpha", "beta");
    cells = folder.resolve("cells");
    PlainImages.write(cells.resolve("a, \"b\".png"), 1, 75);
    PlainImages.write(cells.resolve("b.png"), 0, 75);
    PlainImages.write(cells.resolve("c.png"), 0, 60);
  }

  private CommandRun classify(Object... more) {
    List<Object> args = new ArrayList<>(List.of("classify", "--model", model));
    args.addAll(List.of(more));
    return CommandRun.of(models, args.toArray());
  }

  @Test
  void aCsvFileHasALineForEachImage() throws IOException {
    Path csv = folder.resolve("r.csv");
    CommandRun run = classify("--out", csv, "--least-confidence", 0.7, cells);
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(csv)
        .hasContent(
            """
            file,label,confidence,p_alpha,p_beta
            "%s",beta,0.750000,0.250000,0.750000
            %s,alpha,0.750000,0.750000,0.250000
            %s,uncertain,0.600000,0.600000,0.400000
            """
                .formatted(
                    cells.resolve("a, \"\"b\"\".png"),
                    cells.resolve("b.png"),
                    cells.resolve("c.png")));
    assertThat(folder.resolve("r.csv.part")).doesNotExist();
    // It can be read as labelled images.
    Dataset dataset = Datasets.csv(csv);
    assertThat(dataset.samples().get(0).label().name()).isEqualTo("beta");
    assertThat(dataset.samples().get(0).image().width()).isEqualTo(16);
  }

  @Test
  void aFileOfJsonLinesHasAnObjectForEachImage() throws IOException {
    Path lines = folder.resolve("r.jsonl");
    assertThat(classify("--out", lines, cells).status()).isZero();
    List<String> written = Files.readAllLines(lines);
    assertThat(written).hasSize(3);
    JsonNode first = new ObjectMapper().readTree(written.get(0));
    assertThat(first.get("file").asText()).isEqualTo(cells.resolve("a, \"b\".png").toString());
    assertThat(first.get("predicted").asText()).isEqualTo("beta");
    assertThat(first.get("probabilities")).hasToString("{\"alpha\":0.25,\"beta\":0.75}");
  }

  @Test
  void aRunThatEndedAnywhereIsGoneOnWith() throws IOException {
    for (String ending : List.of("csv", "jsonl")) {
      Path out = folder.resolve("whole." + ending);
      assertThat(classify("--out", out, cells).status()).isZero();
      byte[] whole = Files.readAllBytes(out);
      Path part = folder.resolve("cut." + ending + ".part");
      for (int length = 0; length <= whole.length; length += 7) {
        Files.write(part, Arrays.copyOf(whole, length));
        Path cut = folder.resolve("cut." + ending);
        CommandRun run = classify("--out", cut, "--resume", cells);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(cut).as("cut at %d", length).hasBinaryContent(whole);
        assertThat(part).doesNotExist();
        Files.delete(cut);
      }
    }
  }

  @Test
  void imagesThatHaveComeSinceAreAddedToAFinishedRun() throws IOException {
    Path csv = folder.resolve("r.csv");
    classify("--out", csv, cells);
    String before = Files.readString(csv);
    Path late = PlainImages.write(cells.resolve("d.png"), 0, 90);
    assertThat(classify("--out", csv, "--resume", cells).status()).isZero();
    assertThat(Files.readString(csv))
        .isEqualTo(before + late + ",alpha,0.900000,0.900000,0.100000\n");
    assertThat(classify("--out", csv, cells).status()).isZero();
    assertThat(Files.readString(csv)).startsWith(before.substring(0, 40));
  }

  @Test
  void anUnfinishedRunIsNeverWrittenOver() throws IOException {
    Path part = Files.writeString(folder.resolve("r.csv.part"), "file,label");
    CommandRun run = classify("--out", folder.resolve("r.csv"), cells);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("r.csv.part", "--resume goes on");
    assertThat(part).hasContent("file,label");
    assertThat(models.loaded).isEmpty();
  }

  @Test
  void theResultsOfAnotherClassifierAreNotGoneOnWith() throws IOException {
    Path part = folder.resolve("r.csv.part");
    String other = "file,label,confidence,p_gamma,p_delta\nx.png,gamma,1,1,0\n";
    Files.writeString(part, other, StandardOpenOption.CREATE);
    CommandRun run = classify("--out", folder.resolve("r.csv"), "--resume", cells);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("r.csv.part", "with the labels", "p_gamma");
    assertThat(part).hasContent(other);
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeTheWork() {
    assertMisuse("must end in .csv or .jsonl, not as r.txt", "--out", folder.resolve("r.txt"));
    assertMisuse("--resume goes on with the results of --out", "--resume");
    assertMisuse("--engine must be one of", "--engine", "caffe");
    assertMisuse(
        "leave out --resume",
        "--out",
        folder.resolve("r.csv"),
        "--resume",
        "--json",
        folder.resolve("r.json"));
    assertThat(models.loaded).isEmpty();
  }

  private void assertMisuse(String problem, Object... args) {
    List<Object> all = new ArrayList<>(List.of(args));
    all.add(cells);
    CommandRun run = classify(all.toArray());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(problem);
  }

  @Test
  void theEngineThatIsNamedIsTaken() {
    classify("--engine", "onnx", cells);
    classify(cells);
    assertThat(models.engines).containsExactly(Optional.of("onnx"), Optional.empty());
  }
}
