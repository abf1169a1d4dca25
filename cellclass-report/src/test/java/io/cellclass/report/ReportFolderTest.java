package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
  @TempDir private Path temporary;

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void missingFoldersAreMade() throws IOException {
    Path folder = temporary.resolve("a/b");
    Path file = ReportFolder.at(folder).write("x", new byte[] {1, 2});
    assertThat(file).isEqualTo(folder.resolve("x"));
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
  }

  @Test
  void aLinkToAFolderIsOne() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("real"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    ReportFolder.at(link).write("x", new byte[] {1});
    assertThat(names(folder)).containsExactly("x");
  }

  @Test
  void aFileIsReplacedAndNothingIsLeftBeside() throws IOException {
    ReportFolder folder = ReportFolder.at(temporary);
    folder.write("x", new byte[100]);
    folder.write("x", new byte[] {7});
    assertThat(temporary.resolve("x")).hasBinaryContent(new byte[] {7});
    assertThat(names(temporary)).containsExactly("x");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> ReportFolder.at(file))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("expected a folder")
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFolderInPlaceOfTheFileIsRefusedAndNothingIsLeftBeside() throws IOException {
    Files.createDirectories(temporary.resolve("x/inside"));
    assertThatThrownBy(() -> ReportFolder.at(temporary).write("x", new byte[1]))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("found a folder");
    assertThat(names(temporary)).containsExactly("x");
  }
}
