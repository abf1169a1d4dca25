package io.cellclass.segment.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
