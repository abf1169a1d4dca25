package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Classifier} must do. The test of an implementation extends this class:
 *
 * <pre>{@code
 * class MyClassifierTest extends ClassifierContract {
 *   protected Classifier open() { return new MyClassifier(...); }
 *   protected Classifier load(Path saved) throws IOException { return MyClassifier.load(saved); }
 * }
 * }</pre>
 */
public abstract class ClassifierContract extends ClassificationContract {
  /** For subclasses. */
  protected ClassifierContract() {}

  /**
   * Opens what {@link Classifier#save} wrote.
   *
   * @throws IOException if it cannot be opened, which fails the test
   */
  protected abstract Classifier load(Path saved) throws IOException;

  @Test
  void aSavedClassifierGivesTheSameProbabilitiesToTheLastBit(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("saved.cellclass");
    List<RgbImage> images = ContractImages.ofManySizes();
    try (Classifier classifier = open()) {
      classifier.save(file);
      try (Classifier loaded = load(file)) {
        assertThat(loaded.labels()).isEqualTo(classifier.labels());
        assertThat(loaded.provenance()).isEqualTo(classifier.provenance());
        assertThat(loaded.classify(images)).isEqualTo(classifier.classify(images));
      }
    }
  }

  @Test
  void savingReplacesAFileAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("saved.cellclass"), "what was there before");
    try (Classifier classifier = open()) {
      classifier.save(file);
      assertThat(contents(folder)).containsExactly(file);
      load(file).close();
    }
  }

  @Test
  void aFileBeingReplacedIsWholeAtAnyTime(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("saved.cellclass");
    try (Classifier classifier = open()) {
      classifier.save(file);
      ExecutorService threads = Executors.newSingleThreadExecutor();
      try {
        Future<?> saving = threads.submit(() -> saveAgain(classifier, file));
        for (int i = 0; i < 3; i++) {
          load(file).close();
        }
        saving.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static Void saveAgain(Classifier classifier, Path file) throws IOException {
    for (int i = 0; i < 3; i++) {
      classifier.save(file);
    }
    return null;
  }

  @Test
  void savingToAMissingFolderFailsAndLeavesNothing(@TempDir Path folder) throws IOException {
    try (Classifier classifier = open()) {
      Path file = folder.resolve("missing").resolve("saved.cellclass");
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> classifier.save(file));
      assertThat(contents(folder)).isEmpty();
    }
  }

  @Test
  void aMissingFileIsNotLoaded(@TempDir Path folder) {
    assertThatIOException().isThrownBy(() -> load(folder.resolve("missing.cellclass")).close());
  }
}
