package io.cellclass.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private final Path folder;

  AtomicFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aFileThatIsThereIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old and longer");
    AtomicFile.write(file, out -> out.write("new".getBytes(US_ASCII)));
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aWriterThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    IOException failure = new IOException("disk full");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aWriterThatThrowsUncheckedLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      throw new IllegalStateException();
                    }));
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void theOldFileIsWholeUntilTheNewOneIs() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[100_000]);
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasSize(100_000);
  }

  /** So that who clears up after a killed process knows whose it was. */
  @Test
  void theTemporaryFileCarriesTheTargetsName() throws IOException {
    String uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    List<String> during = new ArrayList<>();
    AtomicFile.write(folder.resolve("b.cellclass"), out -> during.addAll(names()));
    assertThat(during)
        .singleElement()
        .asString()
        .matches("\\.cellclass-b\\.cellclass-" + uuid + "\\.tmp");
    assertThat(names()).containsExactly("b.cellclass");
  }

  @Test
  void aNameOfTheLargestLengthIsNotTooLong() throws IOException {
    Path file = folder.resolve("x".repeat(255));
    AtomicFile.write(file, out -> out.write(1));
    assertThat(file).hasSize(1);
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("none").resolve("file");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> AtomicFile.write(file, out -> {}))
        .withMessage(file + ": its folder does not exist");
  }

  @Test
  void aFolderIsNotOverwritten() throws IOException {
    Path target = Files.createDirectory(folder.resolve("folder"));
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> AtomicFile.write(target, out -> {}))
        .withMessage(target + ": expected a file to write, found a folder");
    assertThat(names()).containsExactly("folder");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
