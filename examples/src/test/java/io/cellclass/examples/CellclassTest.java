package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellclassTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "--nonsense",
        "train",
        "train --data d",
        "train --out m.cellclass",
        "train --data d --out m.cellclass --recipe fastest",
        "train --data d --out m.cellclass --size 74",
        "train --data d --out m.cellclass --size 8193",
        "train --data d --out m.cellclass --size big",
        "train --data d --out m.cellclass --epochs 0",
        "train --data d --out m.cellclass --json m.cellclass",
        "train --data d --out m.cellclass more",
        "sweep --data d --out s",
        "evaluate --data d",
        "evaluate --model m",
        "classify --model m",
        "augment --data d",
        "augment --out a.png",
        "augment --data d --out a.gif",
        "augment --data d --out a.png --set sharpen",
        "augment --data d --out a.png --images 0",
        "augment --data d --out a.png --views 101",
        "augment --data d --out a.png more",
        "quickstart more",
        "detect f.png",
        "count",
        "count --least-confidence 0.5 f.png",
        "count --classifier c --least-confidence 2 f.png",
        "train-detect --data d --split train",
        "train-detect --data d --split train --out m.cellclass --epochs 0",
        "evaluate-detect --model m --data d --split val",
        "segment --model otsu f.png",
        "train-segment --data d",
        "evaluate-segment --model otsu --data d"
      })
  void aWrongCommandLineEndsWith2AndAHint(String line) {
    CommandRun run = CommandRun.of(new FakeModels(), (Object[]) words(line));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).hasSize(2);
    assertThat(run.errLines().get(0)).startsWith("cellclass: ");
    assertThat(run.errLines().get(1)).matches("Try 'cellclass.* --help'\\.");
  }

  private static String[] words(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "train --help",
        "sweep --help",
        "evaluate --help",
        "classify --help",
        "augment --help",
        "quickstart --help"
      })
  void helpIsPrintedOnStandardOutput(String line) {
    CommandRun run = CommandRun.of(new FakeModels(), (Object[]) words(line));
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: cellclass", "Exit status:");
    assertThat(run.outLines()).allMatch(text -> text.length() <= 96);
  }

  @Test
  void theVersionIsPrinted() {
    CommandRun run = CommandRun.of(new FakeModels(), "--version");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("cellclass ").contains("Java 1");
  }

  @Test
  void aFailureIsOneLine() throws IOException {
    CommandRun run = classifyWith(new IllegalStateException("first\n  second"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).containsExactly("cellclass: first second");
  }

  @Test
  void aFailureWithoutAMessageIsNamed() throws IOException {
    assertThat(classifyWith(new IllegalStateException()).errLines())
        .containsExactly("cellclass: java.lang.IllegalStateException");
  }

  @Test
  void whatTheJdkSaysInAPathOnlyIsSaidInWords() throws IOException {
    assertThat(classifyWith(new UncheckedIOException(new AccessDeniedException("x"))).errLines())
        .containsExactly("cellclass: permission denied: x");
  }

  @Test
  void errorsAreFailuresToo() throws IOException {
    CommandRun run = classifyWith(new OutOfMemoryError("Java heap space"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().contains("CELLCLASS_JAVA_OPTS");
    assertThat(classifyWith(new NoClassDefFoundError("a/B")).status()).isEqualTo(1);
  }

  @Test
  void theStackTraceIsPrintedWhenAskedFor() throws IOException {
    CommandRun run = classifyWith(new IllegalStateException("why"), "--stacktrace");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).startsWith("cellclass: why").contains("\tat io.cellclass.examples.");
  }

  private CommandRun classifyWith(Throwable failure, Object... more) throws IOException {
    Path image = PlainImages.write(folder.resolve("cell.png"), 0, 90);
    Path model = Files.writeString(folder.resolve("m.cellclass"), "");
    Object[] args = new Object[more.length + 4];
    args[0] = "classify";
    args[1] = "--model";
    args[2] = model;
    args[3] = image;
    System.arraycopy(more, 0, args, 4, more.length);
    return CommandRun.of(new FailingModels(failure), args);
  }

  private record FailingModels(Throwable failure) implements ModelSource {
    @Override
    public Classifier load(Path bundle, @Nullable String engine) {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }

    @Override
    public Classifier ready(@Nullable String engine) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Optional<Classifier> withRandomHead(Classifier classifier, long seed) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void export(Path bundle, ExportRequest request, List<RgbImage> calibration, Path file) {
      throw new AssertionError("not asked for");
    }

    @Override
    public void compact(Path bundle) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Trainer<?> trainer(TrainingPlan plan) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Map<String, Trainer<?>> baselines(long seed) {
      throw new AssertionError("not asked for");
    }
  }
}
