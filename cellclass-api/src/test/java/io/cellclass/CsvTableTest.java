package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("table.csv");
  }

  @Test
  void fieldsAreQuotedWhereTheyMustBe() {
    assertThat(CsvTable.line(List.of("plain", "a b", "", "a,b", "say \"a\"", "two\nlines", "cr\r")))
        .isEqualTo("plain,a b,,\"a,b\",\"say \"\"a\"\"\",\"two\nlines\",\"cr\r\"\r\n");
  }

  @Test
  void recordsHaveTheLineOnWhichTheyBegin() throws IOException {
    Files.writeString(file, "\uFEFFa,b\r\n\r\n\"1\n2\",\u00e4\nx,y");

    assertThat(CsvTable.read(file))
        .containsExactly(
            new CsvTable.Row(1, List.of("a", "b")),
            new CsvTable.Row(3, List.of("1\n2", "\u00e4")),
            new CsvTable.Row(5, List.of("x", "y")));
    Files.writeString(file, "\n\r\n");
    assertThat(CsvTable.read(file)).isEmpty();
  }

  @Test
  void otherEncodingsAndBrokenQuotesAreRefusedWithTheirLine() throws IOException {
    Files.write(file, "a\nb\n\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CsvTable.read(file))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessage(file + ", line 3: expected text in UTF-8, found other bytes");
    Files.writeString(file, "a\n\"b\n");
    assertThatThrownBy(() -> CsvTable.read(file))
        .hasMessage(file + ", line 2: the quoted field that begins here does not end");
  }

  @Test
  void aFileThatIsNoTableIsNotReadIntoMemory() throws IOException {
    // A hole: it takes no space on the disk.
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength((512L << 20) + 1);
    }

    assertThatThrownBy(() -> CsvTable.read(file))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessage(file + ": expected at most 536870912 bytes, found 536870913");
  }
}
