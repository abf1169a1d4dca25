package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxCsvTest {
  private static final String HEADER = "file,label,left,top,right,bottom\n";

  @TempDir Path folder;

  private Path csv(String text) throws IOException {
    Pictures.write(folder.resolve("b.png"));
    Pictures.write(folder.resolve("fields/a, 1.png"));
    return Files.writeString(folder.resolve("boxes.csv"), text);
  }

  @Test
  void linesOfOneImageAreGatheredAndImagesSorted() throws IOException {
    List<BoxedImage> images =
        BoxCsv.read(
            csv(
                "\uFEFFscore,label,file,left,top,right,bottom\r\n"
                    + "0.5,RBC,\"fields/a, 1.png\",1,2,3.5,4\r\n"
                    + "\r\n"
                    + ",,b.png,,,,\r\n"
                    + ",\"WBC \"\"big\"\"\",\"fields/a, 1.png\",0,0,8,6"));

    assertThat(images).extracting(BoxedImage::id).containsExactly("b.png", "fields/a, 1.png");
    assertThat(images.get(0).boxes()).isEmpty();
    assertThat(images.get(1).boxes())
        .containsExactly(
            new LabelledBox(new Box(1, 2, 3.5, 4), new Label("RBC")),
            new LabelledBox(new Box(0, 0, 8, 6), new Label("WBC \"big\"")));
    assertThat(images.get(1).image().read().height()).isEqualTo(6);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    csv("");
    List<Detection> cells =
        List.of(
            new Detection(new Box(0.1, 1 / 3.0, 1e-7 + 2, 12345678.9), new Label("a,\"b\""), 0.75));
    Path csv = folder.resolve("written.csv");
    BoxCsv.write(
        csv,
        List.of(
            new AnnotatedImage("fields/a, 1.png", 8, 6, cells),
            new AnnotatedImage("b.png", 8, 6, List.of())));

    List<BoxedImage> images = BoxCsv.read(csv);
    assertThat(images).extracting(BoxedImage::id).containsExactly("b.png", "fields/a, 1.png");
    assertThat(images.get(0).boxes()).isEmpty();
    assertThat(images.get(1).boxes())
        .containsExactly(new LabelledBox(cells.get(0).box(), cells.get(0).label()));
    assertThat(Files.readString(csv))
        .startsWith("file,label,left,top,right,bottom,score\r\n")
        .contains("\"fields/a, 1.png\",\"a,\"\"b\"\"\",0.1,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b.png,RBC,1,2,3| line 2: expected 6 fields, found 5",
        "b.png,RBC,1,2,3,x| line 2: expected a number as bottom, found \"x\"",
        "b.png,RBC,1,2,3,NaN| line 2: expected a number as bottom, found \"NaN\"",
        "b.png,RBC,1,2,0,4| line 2: no box: from (1.0, 2.0) to (0.0, 4.0)",
        "b.png,RBC,1,2,1,4| line 2: expected a box with an area, found Box[left=1.0, top=2.0, right=1.0, bottom=4.0]",
        "b.png,,1,2,3,4| line 2: a label's name must be text",
        "c.png,RBC,1,2,3,4| found no c.png",
        "../b.png,RBC,1,2,3,4| found no ../b.png",
        "'b.png,R\"BC,1,2,3,4'| line 2: a quote stands inside a field",
        "'\"b.png,RBC,1,2,3,4'| line 2: the quoted field that begins here does not end",
        "'\"b.png\" ,RBC,1,2,3,4'| line 2: expected a comma or the line's end behind"
      })
  void whatIsWrongIsNamed(String line, String problem) throws IOException {
    Path csv = csv(HEADER + line + "\n");

    assertThatThrownBy(() -> BoxCsv.read(csv))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("boxes.csv")
        .hasMessageContaining(problem.strip());
  }

  @Test
  void headersAndTextThatAreNoneAreRefused() throws IOException {
    Path csv = csv("file,label,left,top,right\nb.png,RBC,1,2,3\n");
    assertThatThrownBy(() -> BoxCsv.read(csv))
        .hasMessageEndingWith(
            "line 1: expected the columns [file, label, left, top, right, bottom], found [file,"
                + " label, left, top, right]");
    csv("file,file,label,left,top,right,bottom\nb.png,b.png,RBC,1,2,3,4\n");
    assertThatThrownBy(() -> BoxCsv.read(csv)).hasMessageContaining("the column file stands twice");
    csv(HEADER);
    assertThatThrownBy(() -> BoxCsv.read(csv))
        .hasMessageEndingWith("expected a header and a line for each cell, found 1 lines");
    Files.write(csv, "file,ä".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> BoxCsv.read(csv))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("expected text in UTF-8");
  }
}
