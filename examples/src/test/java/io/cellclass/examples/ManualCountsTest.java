package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.FieldCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualCountsTest {
  private static final List<Path> IMAGES =
      List.of(Path.of("a", "1.png"), Path.of("b", "1.png"), Path.of("b", "2.png"));

  @TempDir private Path folder;

  private ManualCounts read(String... lines) throws IOException {
    Path csv = folder.resolve("manual.csv");
    Files.writeString(
        csv, "field,red_cells,white_cells,platelets\n" + String.join("\n", lines) + "\n");
    return ManualCounts.read(csv, IMAGES);
  }

  @Test
  void aLineNamesItsImageByAsMuchOfThePathAsIsNeeded() throws IOException {
    ManualCounts manual = read("2.png,1,1,1", "b\\1.png,5,1,1", "a/1.png,7,1,1");
    List<FieldCounts> counted =
        List.of(FieldCounts.of("b/1.png", 6, 1, 1), FieldCounts.of("a/1.png", 10, 1, 1));

    // An image that could not be read is not among the counted.
    assertThat(manual.agreement(counted).orElseThrow())
        .hasEntrySatisfying(
            CellKind.RED_CELL, agreement -> assertThat(agreement.bias()).isEqualTo(2));
    assertThat(manual.agreement(counted.subList(0, 1))).isEmpty();
  }

  @Test
  void unknownMissingAndAmbiguousFieldsAreNamed() {
    assertThatThrownBy(() -> read("3.png,1,1,1"))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("manual.csv")
        .hasMessageEndingWith("found 3.png, which is none of them");
    // No part of a name is a name.
    assertThatThrownBy(() -> read(".png,1,1,1")).hasMessageEndingWith("which is none of them");
    assertThatThrownBy(() -> read("1.png,1,1,1"))
        .hasMessageEndingWith("found 1.png, which may be any of [a/1.png, b/1.png]");
    assertThatThrownBy(() -> read("a/1.png,1,1,1", "b/1.png,1,1,1"))
        .hasMessageEndingWith(
            "expected a line for each image that is counted, found none for " + IMAGES.get(2));
    assertThatThrownBy(() -> read("a/1.png,1,1,1", "b/1.png,1,1,1", "2.png,1,1,1", "b/2.png,1,1,1"))
        .hasMessageEndingWith("b/2.png has two lines");
  }
}
