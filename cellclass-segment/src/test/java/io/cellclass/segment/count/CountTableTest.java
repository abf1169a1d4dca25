package io.cellclass.segment.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTableTest {
  @TempDir private Path folder;

  private static FieldCounts field(String name, int red, int a, int b, int rejected) {
    List<TypeCount> types =
        List.of(new TypeCount(new Label("a"), a), new TypeCount(new Label("b"), b));
    return new FieldCounts(name, red, a + b + rejected, 2, types, rejected);
  }

  private static final SlideCounts SLIDE =
      SlideCounts.of(List.of(field("one, upper", 100, 3, 1, 0), field("two", 80, 2, 2, 1)));

  @Test
  void eachFieldIsALine() throws IOException {
    Path file = folder.resolve("counts.csv");

    CountTable.writeCsv(file, SLIDE);

    assertThat(Files.readString(file).split("\r\n", -1))
        .containsExactly(
            "field,red_cells,white_cells,platelets,rejected,a,b",
            "\"one, upper\",100,4,2,0,3,1",
            "two,80,5,2,1,2,2",
            "");
  }

  @Test
  void whatIsWrittenIsReadBackWithoutTypes() throws IOException {
    Path file = folder.resolve("counts.csv");
    CountTable.writeCsv(file, SLIDE);

    assertThat(CountTable.readCsv(file))
        .containsExactly(FieldCounts.of("one, upper", 100, 4, 2), FieldCounts.of("two", 80, 5, 2));
    Files.writeString(file, "platelets,remark,field,white_cells,red_cells\n3,,a, 2 ,1\n");
    assertThat(CountTable.readCsv(file)).containsExactly(FieldCounts.of("a", 1, 2, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,1,2|line 2: expected 4 fields, found 3",
        "a,1,2,x|line 2: expected a whole number from 0 up as platelets, found \"x\"",
        "a,-1,2,3|line 2: expected a whole number from 0 up as red_cells, found \"-1\"",
        "a,1,2.5,3|line 2: expected a whole number from 0 up as white_cells, found \"2.5\"",
        "a,1,9999999999,3|line 2: expected a whole number from 0 up as white_cells",
        "'  ,1,2,3'|line 2: expected the name of a field, found nothing"
      })
  void aLineThatIsNoneIsRefused(String line, String problem) throws IOException {
    Path file = folder.resolve("manual.csv");
    Files.writeString(file, "field,red_cells,white_cells,platelets\n" + line + "\n");

    assertThatThrownBy(() -> CountTable.readCsv(file))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith(file + ", " + problem);
  }

  @Test
  void aTableWithoutItsColumnsOrWithAFieldTwiceIsRefused() throws IOException {
    Path file = folder.resolve("manual.csv");
    Files.writeString(file, "field,red_cells,white_cells\na,1,2\n");
    assertThatThrownBy(() -> CountTable.readCsv(file))
        .hasMessage(
            file
                + ", line 1: expected the columns [field, red_cells, white_cells, platelets], found"
                + " [field, red_cells, white_cells]");
    Files.writeString(file, "field,field,red_cells,white_cells,platelets\na,a,1,2,3\n");
    assertThatThrownBy(() -> CountTable.readCsv(file))
        .hasMessageContaining("line 1: the column field stands twice");
    Files.writeString(file, "field,red_cells,white_cells,platelets\na,1,2,3\nb,1,2,3\na,4,5,6\n");
    assertThatThrownBy(() -> CountTable.readCsv(file))
        .hasMessageContaining("line 4: a stands twice");
    Files.writeString(file, "field,red_cells,white_cells,platelets\n");
    assertThatThrownBy(() -> CountTable.readCsv(file))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessage(file + ": expected a header and a line for each field, found 1 lines");
  }

  @Test
  void theSlideIsAnObject() throws IOException {
    Path file = folder.resolve("counts.json");

    CountTable.writeJson(file, SLIDE, Optional.of(Differential.asCounted(SLIDE)));

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/fields/1/types/b").asInt()).isEqualTo(2);
    assertThat(json.at("/perField/redCells/total").asInt()).isEqualTo(180);
    assertThat(json.at("/perField/redCells/mean").asDouble()).isEqualTo(90);
    assertThat(json.at("/perField/redCells/low").asDouble()).isBetween(0.0, 90.0);
    assertThat(json.at("/differential/a/share").asDouble()).isEqualTo(0.625);
    assertThat(json.at("/differential/a/high").asDouble()).isBetween(0.625, 1.0);
    assertThat(json.at("/rejected").asInt()).isEqualTo(1);
  }

  @Test
  void withoutADifferentialThereIsNone() throws IOException {
    Path file = folder.resolve("counts.json");

    CountTable.writeJson(file, SLIDE, Optional.empty());

    assertThat(new ObjectMapper().readTree(file.toFile()).has("differential")).isFalse();
  }

  @Test
  void fieldsOfOneSlideHaveTheSameTypes() {
    assertThat(SLIDE.types())
        .containsExactly(new TypeCount(new Label("a"), 5), new TypeCount(new Label("b"), 3));
    assertThatThrownBy(
            () -> SlideCounts.of(List.of(field("one", 1, 1, 1, 0), FieldCounts.of("two", 1, 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two: expected the types [a, b], found []");
    assertThatThrownBy(() -> SlideCounts.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
