package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvDatasetTest {
  private static void putImages(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    for (String file : new String[] {"a.png", "b,c.png", "sub/d.png", "Zelle \u00e4.png"}) {
      Files.createFile(folder.resolve(file));
    }
  }

  @Test
  void filesLabelsAndGroupsAreRead(@TempDir Path folder) throws IOException {
    Dataset dataset =
        read(folder, "file,label,group\na.png,late,p1\n\"b,c.png\",early,p1\nsub/d.png,late,\n");

    assertThat(dataset.labels()).isEqualTo(LabelSet.of("early", "late"));
    assertThat(dataset.samples())
        .extracting(Sample::id, sample -> sample.label().name(), Sample::group)
        .containsExactly(
            tuple("a.png", "late", "p1"),
            tuple("b,c.png", "early", "p1"),
            tuple("sub/d.png", "late", "sub/d.png"));
    assertThat(dataset.samples().get(2).source())
        .isEqualTo(ImageSource.file(folder.resolve("sub/d.png")));
  }

  @Test
  void columnsMayStandInAnyOrderBesideOthers(@TempDir Path folder) throws IOException {
    Dataset dataset = read(folder, "note,Label,group,\"File\"\n,x,g,a.png\n");

    assertThat(dataset.samples().get(0).id()).isEqualTo("a.png");
    assertThat(dataset.samples().get(0).group()).isEqualTo("g");
  }

  @Test
  void byteOrderMarkWindowsLineEndsAndBlankLinesAreAllowed(@TempDir Path folder)
      throws IOException {
    Dataset dataset = read(folder, "\uFEFFfile,label\r\n\r\nZelle \u00e4.png,x\r\n");

    assertThat(dataset.samples().get(0).id()).isEqualTo("Zelle \u00e4.png");
  }

  @Test
  void idsAreNormalised(@TempDir Path folder) throws IOException {
    Dataset dataset =
        read(folder, "file,label\n./sub/../a.png,x\n" + folder.resolve("sub/d.png") + ",x");

    assertThat(dataset.samples()).extracting(Sample::id).containsExactly("a.png", "sub/d.png");
  }

  @Test
  void pathsAreRelativeToTheCsvFile(@TempDir Path folder) throws IOException {
    putImages(folder);
    Path csv = Files.writeString(folder.resolve("sub/in.csv"), "file,label\nd.png,x\n../a.png,x\n");

    assertThat(Datasets.csv(csv).samples())
        .extracting(Sample::id)
        .containsExactly("d.png", "../a.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file,label#no.png,x | 2 | there is no file \"no.png\"",
        "file,label#sub,x | 2 | there is no file \"sub\"",
        "file,label#,x | 2 | expected the name of a file",
        "file,label#a.png,x##./a.png,y | 4 | the file a.png was already named on line 2",
        "file,label#a.png, | 2 | a label's name must be text",
        "file,label#a.png | 2 | expected 2 columns, found 1",
        "file,label#a.png,x,y | 2 | expected 2 columns, found 3",
        "file,label# | 1 | expected a line for each image",
        "file;label#a.png;x | 1 | expected the columns file, label",
        "label,group#x,y | 1 | expected the columns file, label",
        "file,label,file#a.png,x,y | 1 | two columns have the name \"file\"",
        "file,label#\"a.png,x | 2 | does not end",
        "file,label#\"a.png\"x,x | 2 | behind a closing quote",
        "file,label#a\".png,x | 2 | quote stands inside",
        "file,label#\"a.png\",\"x#y\" | 2 | control character",
        "file,label#\"a#.png\",x#,y | 2 | there is no file",
      })
  void brokenLineIsNamed(String lines, int line, String problem, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, lines.replace('#', '\n')))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith(folder.resolve("cells.csv") + ", line " + line + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void lineAfterAQuotedLineEndIsCountedRight(@TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, "file,label,n\r\na.png,x,\"1\r\n2\n3\"\r\nno.png,x,\r\n"))
        .hasMessageContaining("line 5: there is no file");
  }

  @Test
  void emptyFileIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, ""))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("line 1: expected a header");
  }

  @Test
  void otherEncodingIsRefusedNamingTheLine(@TempDir Path folder) throws IOException {
    putImages(folder);
    Path csv = folder.resolve("latin.csv");
    Files.write(
        csv, "file,label\na.png,x\nZelle \u00e4.png,x\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Datasets.csv(csv))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("line 3: expected text in UTF-8");
  }

  @Test
  void nulInAFileNameIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, "file,label\na\0.png,x\n"))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void directoryIsNoCsvFile(@TempDir Path folder) {
    assertThatThrownBy(() -> Datasets.csv(folder))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("found a directory");
  }

  private static Dataset read(Path folder, String text) throws IOException {
    putImages(folder);
    return Datasets.csv(Files.writeString(folder.resolve("cells.csv"), text));
  }
}
