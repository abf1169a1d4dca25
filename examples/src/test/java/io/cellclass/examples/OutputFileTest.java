package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void replacesAFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old and longer");
    OutputFile.at(file).write(NEW);
    assertThat(file).hasContent("new");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFailedWriteLeavesWhatWasThere() throws IOException {
    Path taken = folder.resolve("taken");
    OutputFile output = OutputFile.at(taken);
    Files.createDirectories(taken.resolve("by a folder"));
    assertThatThrownBy(() -> output.write(NEW)).isInstanceOf(IOException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void whereNoFileCanBeIsFoundAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OutputFile.at(folder.resolve("missing/a.json")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> OutputFile.at(file.resolve("a.json")))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> OutputFile.at(folder)).hasMessageContaining("something else");
  }

  @Test
  void spellingsOfAFileAreTheSame() throws IOException {
    Path file = folder.resolve("a.json");
    Path spelling = Files.createDirectory(folder.resolve("sub")).resolve("../a.json");
    assertThat(OutputFile.at(file).isSameAs(OutputFile.at(spelling))).isTrue();
    Files.writeString(file, "old");
    assertThat(OutputFile.at(file).isSameAs(OutputFile.at(spelling))).isTrue();
    assertThat(OutputFile.at(file).isSameAs(OutputFile.at(folder.resolve("b.json")))).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links need a privilege there.
  void aNewFileInALinkedFolderIsTheSame() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(OutputFile.at(link.resolve("a")).isSameAs(OutputFile.at(real.resolve("a"))))
        .isTrue();
  }

  @Test
  void whereFilesCannotBeReplacedAtOnceTheyAreReplacedAllTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "new");
    Path other = Files.writeString(folder.resolve("other"), "old");
    OutputFile.replace(file, other, OutputFileTest::moveNotAtOnce);
    assertThat(other).hasContent("new");
    assertThat(file).doesNotExist();
  }

  private static Path moveNotAtOnce(Path from, Path to, CopyOption... options) throws IOException {
    if (List.of(options).contains(StandardCopyOption.ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "not here");
    }
    return Files.move(from, to, options);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Devices have no path there.
  void aDeviceIsWrittenTo() throws IOException {
    Path device = Path.of("/dev/null");
    OutputFile.at(device).write(NEW);
    assertThat(Files.exists(device) && !Files.isRegularFile(device)).isTrue();
    assertThatThrownBy(() -> OutputFile.regularAt(device)).hasMessageContaining("something else");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links need a privilege there.
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    OutputFile.at(link).write(NEW);
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }
}
