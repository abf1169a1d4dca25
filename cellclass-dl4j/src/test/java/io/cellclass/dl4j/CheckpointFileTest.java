package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cellclass.EpochSummary;
import io.cellclass.network.Safetensors;
import io.cellclass.network.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final int MUTANTS = 400;

  private static final CheckpointFile CHECKPOINT =
      new CheckpointFile(
          Map.of("batch", "16", "trainer", "a \"test\"\n with \u00e4"),
          new TrainingState(
              31,
              new RateState(3, 0.1 / 3, 0.25, 1),
              new StoppingState(1, 0.75, 0.25, 1),
              List.of(
                  new EpochSummary(1, 1.5, 0.5, 0.25, 0.75, 0.1, 2.5),
                  new EpochSummary(2, 1e-9, 1, 1e30, 1 / 3.0, 0.1, 0)),
              row(1, -0f, Float.MIN_VALUE),
              row(2, 3, 4),
              Map.of("mean", row(5, 6, 7), "squares", row(8, 9, Float.MAX_VALUE))));

  @TempDir Path folder;

  private static Tensor row(float... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(CheckpointFile.read(written())).isEqualTo(CHECKPOINT);
  }

  @Test
  void theStateBeforeTheFirstEpochIsReadToo() throws IOException {
    Path file = folder.resolve("first.safetensors");
    TrainingState first =
        new TrainingState(
            0,
            new RateState(1, 0.1, Double.POSITIVE_INFINITY, 0),
            StoppingState.first(),
            List.of(),
            row(1),
            row(1),
            Map.of("velocity", row(0)));
    CheckpointFile checkpoint = new CheckpointFile(Map.of(), first);
    checkpoint.write(file);
    assertThat(CheckpointFile.read(file)).isEqualTo(checkpoint);
  }

  /** As docs/checkpoint-format.md has it. */
  @Test
  void theFileIsSafetensorsWithMetadata() throws IOException {
    Safetensors file;
    try (InputStream in = Files.newInputStream(written())) {
      file = Safetensors.read(in, 1 << 20);
    }
    assertThat(file.tensors().keySet())
        .containsExactly("parameters", "best", "optimizer/mean", "optimizer/squares");
    assertThat(file.metadata())
        .containsEntry("format", "cellclass checkpoint")
        .containsEntry("version", "1")
        .containsEntry("steps", "31")
        .containsEntry("rate", "3 0.03333333333333333 0.25 1")
        .containsEntry("stopping", "1 0.75 0.25 1")
        .containsEntry(
            "history",
            "1 1.5 0.5 0.25 0.75 0.1 2.5\n2 1.0E-9 1.0 1.0E30 0.3333333333333333 0.1 0.0")
        .containsEntry("setting/batch", "16")
        .hasEntrySatisfying("sha256", sha256 -> assertThat(sha256).matches("[0-9a-f]{64}"));
  }

  @Test
  void aFileWithAnyByteChangedIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Random random = new Random(1);
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = whole.clone();
      int at = random.nextInt(whole.length);
      mutant[at] ^= (byte) (1 + random.nextInt(255));
      assertRefused(mutant, "byte " + at);
    }
  }

  @Test
  void aFileThatEndsEarlyOrLateIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    for (int length = 0; length < whole.length; length += 1 + length / 50) {
      assertRefused(Arrays.copyOf(whole, length), "length " + length);
    }
    assertRefused(Arrays.copyOf(whole, whole.length - 1), "a byte less");
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "a byte more");
  }

  @Test
  void aFileWithPartsExchangedIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Random random = new Random(2);
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = whole.clone();
      int length = 1 + random.nextInt(40);
      int from = random.nextInt(whole.length - length);
      int to = random.nextInt(whole.length - length);
      System.arraycopy(whole, from, mutant, to, length);
      if (!Arrays.equals(whole, mutant)) {
        assertRefused(mutant, length + " bytes from " + from + " to " + to);
      }
    }
  }

  /** Another writer's file may be well-formed: its content is looked at too. */
  @Test
  void contentThatIsNoCheckpointIsRefusedWhateverItsHash() throws IOException {
    assertContentRefused("version", "2", "version");
    assertContentRefused("format", "cellclass bundle", "format");
    assertContentRefused("steps", "031", "steps");
    assertContentRefused("steps", "x", "x");
    assertContentRefused("rate", "3 0.1 0.25", "more numbers");
    assertContentRefused("rate", "4 0.1 0.25 1", "rate");
    assertContentRefused("stopping", "1 0.75 0.25 1 1", "fewer numbers");
    assertContentRefused("stopping", "3 0.75 0.25 1", "best");
    assertContentRefused("history", "1 1.5 0.5 0.25 0.75 0.1 2.5", "rate");
    assertContentRefused("history", "2 1.5 0.5 0.25 0.75 0.1 2.5", "history");
    assertContentRefused("other", "x", "other");
  }

  private void assertContentRefused(String key, String value, String expected) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new TreeMap<>();
    try (InputStream in = Files.newInputStream(written())) {
      Safetensors file = Safetensors.read(in, 1 << 20);
      tensors.putAll(file.tensors());
      metadata.putAll(file.metadata());
    }
    metadata.remove("sha256");
    metadata.put(key, value);
    metadata.put("sha256", CheckpointFile.sha256(tensors, metadata).toString());
    Path file = folder.resolve("forged.safetensors");
    Safetensors.write(file, tensors, metadata);
    assertThatExceptionOfType(MalformedCheckpointException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessageContainingAll(file.toString(), expected);
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    Path file = folder.resolve("mutant.safetensors");
    Files.write(file, bytes);
    assertThatExceptionOfType(MalformedCheckpointException.class)
        .as("%s", what)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessageContaining(file.toString());
  }

  private Path written() throws IOException {
    Path file = folder.resolve("written.safetensors");
    CHECKPOINT.write(file);
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .contains("cellclass checkpoint");
    return file;
  }
}
