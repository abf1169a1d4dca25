package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
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
  @DisabledOnOs(OS.WINDOWS) // Links need a privilege there.
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    OutputFile.at(link).write(NEW);
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }
}
