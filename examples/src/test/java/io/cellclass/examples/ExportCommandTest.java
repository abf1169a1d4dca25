package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.examples.ExportRequest.Format;
import io.cellclass.examples.ExportRequest.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir private Path folder;
  private final FakeModels models = new FakeModels();
  private Path model;
  private Path data;
  private Path out;

  @BeforeEach
  void prepareImages() throws IOException {
    model = PlainImages.model(folder.resolve("m.cellclass"), "alpha", "beta");
    data = folder.resolve("data");
    for (int i = 0; i < 4; i++) {
      PlainImages.write(data.resolve("alpha/" + i + ".png"), 0, 90);
      PlainImages.write(data.resolve("beta/" + (4 + i) + ".png"), 1, 75);
    }
    out = Files.createDirectory(folder.resolve("out")).resolve("m.onnx");
  }

  private CommandRun export(Object... more) {
    List<Object> args = new ArrayList<>(List.of("export", "--model", model));
    args.addAll(List.of(more));
    return CommandRun.of(models, args.toArray());
  }

  @Test
  void theFileIsWrittenAndOpenedByItsEngine() throws IOException {
    CommandRun run = export("--format", "onnx", "--out", out);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Wrote " + out + ", 0.0 MB");
    assertThat(models.exports)
        .containsExactly(new ExportRequest(Format.ONNX, Quantization.NONE, false));
    assertThat(models.engines).containsExactly(Optional.empty(), Optional.of("onnx"));
    assertThat(out.getParent()).isDirectoryContaining(file -> file.equals(out));
    try (var files = Files.list(out.getParent())) {
      assertThat(files).containsExactly(out);
    }
  }

  @Test
  void aQuantizedFileIsHeldAgainstTheClassifierOnTheImages() throws IOException {
    Path lite = out.resolveSibling("m.tflite");
    CommandRun run =
        export("--format", "tflite", "--quantize", "int8", "--calibration", data, "--out", lite);
    assertThat(run.status()).isZero();
    assertThat(models.calibrating).isEqualTo(8);
    assertThat(run.out())
        .contains(
            "On 8 images: the same label for 100.0 %, accuracy 100.0 % (before 100.0 %), largest"
                + " change of a probability 0.0000");
    assertThat(models.exports)
        .containsExactly(new ExportRequest(Format.TFLITE, Quantization.INT8, false));
  }

  @Test
  void aFileThatLosesTooMuchIsNotKept() throws IOException {
    models.lossy = true;
    Files.writeString(out, "before");
    CommandRun run =
        export("--format", "onnx", "--quantize", "int8", "--calibration", data, "--out", out);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "m.onnx: not written, as it loses 50.0 points of accuracy (100.0 % to 50.0 % of 8"
                + " images); at most 1.0 are allowed; --force keeps such a file");
    assertThat(out).hasContent("before");
    try (var files = Files.list(out.getParent())) {
      assertThat(files).containsExactly(out);
    }

    CommandRun forced = export("--format", "onnx", "--check", data, "--force", "--out", out);
    assertThat(forced.status()).isZero();
    assertThat(forced.err()).contains("kept by --force though it loses 50.0 points");
    assertThat(out).hasSameBinaryContentAs(model);
  }

  @Test
  void unreadableImagesAreReportedOnceForEachUse() throws IOException {
    Path broken = PlainImages.writeBroken(data.resolve("alpha/broken.png"));
    CommandRun run = export("--format", "onnx", "--check", data, "--out", out);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.errLines()).filteredOn(line -> line.contains(broken.toString())).hasSize(1);
    assertThat(run.out()).contains("On 8 images");
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeTheWork() {
    assertMisuse("must end in .onnx", "--format", "onnx", "--out", folder.resolve("m.tflite"));
    assertMisuse(
        "takes --quantize [none, int8], not dynamic",
        "--format",
        "onnx",
        "--quantize",
        "dynamic",
        "--out",
        out);
    assertMisuse("--calibration", "--format", "onnx", "--quantize", "int8", "--out", out);
    Path lite = out.resolveSibling("m.tflite");
    assertMisuse(
        "name some with --check", "--format", "tflite", "--quantize", "dynamic", "--out", lite);
    assertMisuse("--uint8 is of use", "--format", "onnx", "--uint8", "--out", out);
    assertThat(models.loaded).isEmpty();
    CommandRun unknown = export("--format", "onnx", "--check", folder.resolve("no"), "--out", out);
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(out).doesNotExist();
    assertThat(
            export("--format", "tflite", "--quantize", "dynamic", "--force", "--out", lite)
                .status())
        .isZero();
  }

  private void assertMisuse(String problem, Object... args) {
    CommandRun run = export(args);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(problem);
  }
}
