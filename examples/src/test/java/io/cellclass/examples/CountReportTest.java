package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.CountedCell;
import io.cellclass.segment.count.CountedField;
import io.cellclass.segment.count.FieldCounts;
import io.cellclass.segment.count.SlideCounts;
import io.cellclass.segment.count.TypeCount;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountReportTest {
  private static final LabelSet LABELS = LabelSet.of("RBC", "WBC", "Platelets");
  private static final Label TYPE = new Label("monocyte");

  @TempDir private Path folder;

  private static FieldCounts typed(String name, int red, int typed, int rejected) {
    return new FieldCounts(
        name, red, typed + rejected, 0, List.of(new TypeCount(TYPE, typed)), rejected);
  }

  private String page(SlideCounts slide, @Nullable ManualCounts manual) throws IOException {
    CountReport.of(new CountResults(slide, manual), Map.of()).write(folder);
    return Files.readString(folder.resolve("report.html"));
  }

  /** The text of each cell of the row that begins so. */
  private static List<String> row(String page, String head) {
    return Stream.of(page.split("<tr>", -1))
        .filter(row -> row.startsWith("<th scope=\"row\">" + head + "</th>"))
        .flatMap(row -> Stream.of(row.split("<td class=\"n\">", -1)).skip(1))
        .map(cell -> cell.substring(0, cell.indexOf('<')))
        .toList();
  }

  /**
   * Of one field: 10 + 1.92 -+ 1.96 sqrt(10 + 0.96), and 0 to 3.84; of three cells of one type the
   * share is at least 3 / (3 + 3.84146), 43.85 %.
   */
  @Test
  void meansAndSharesStandWithTheirIntervals() throws IOException {
    SlideCounts slide = SlideCounts.of(List.of(typed("a/<one>.png", 10, 3, 1)));

    String page = page(slide, null);

    assertThat(row(page, "red cells")).containsExactly("10", "10.0", "5.4 to 18.4", "1.00");
    assertThat(row(page, "platelets")).containsExactly("0", "0.0", "0.0 to 3.8", "1.00");
    assertThat(row(page, "monocyte")).containsExactly("3", "100.0 %", "43.9 % to 100.0 %");
    assertThat(row(page, "a/&lt;one&gt;.png")).containsExactly("10", "4", "0", "3", "1");
    assertThat(page)
        .contains("1 more were rejected")
        .contains("The mean of one field")
        .doesNotContain("Agreement with manual counts");
  }

  @Test
  void withoutAClassifierThereAreNoTypes() throws IOException {
    SlideCounts slide =
        SlideCounts.of(List.of(FieldCounts.of("a", 10, 1, 2), FieldCounts.of("b", 30, 0, 4)));

    String page = page(slide, null);

    // The variance is 200, the mean 20.
    assertThat(row(page, "red cells").get(3)).isEqualTo("10.00");
    assertThat(row(page, "b")).containsExactly("30", "0", "4");
    assertThat(page).doesNotContain("Differential").doesNotContain("no type");
  }

  /** Differences of red cells 1 and 3: bias 2, s = sqrt 2, limits 2 -+ 2.77. */
  @Test
  void manualCountsAreHeldAgainstTheCounts() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("manual.csv"),
            "field,red_cells,white_cells,platelets\nb.png,27,0,4\na.png,9,1,2\n");
    ManualCounts manual =
        ManualCounts.read(csv, List.of(Path.of("x", "a.png"), Path.of("x", "b.png")));
    SlideCounts slide =
        SlideCounts.of(
            List.of(FieldCounts.of("x/a.png", 10, 1, 2), FieldCounts.of("x/b.png", 30, 0, 4)));
    CountResults results = new CountResults(slide, manual);

    String page = page(slide, manual);
    String part = page.substring(page.indexOf("Agreement with manual counts</h2>"));

    // Student's t is 12.706 for two fields: 2 -+ 12.706 x sqrt 2 / sqrt 2.
    assertThat(row(part, "red cells"))
        .startsWith("2", "2.0", "-10.7 to 14.7", "-0.8")
        .element(5)
        .isEqualTo("4.8");
    assertThat(row(part, "white cells"))
        .containsExactly("2", "0.0", "0.0 to 0.0", "0.0", "0.0 to 0.0", "0.0", "0.0 to 0.0");
    assertThat(CountText.of(results))
        .contains("limits of agreement")
        .containsPattern("red cells +2 +2\\.0 +-10\\.7 to 14\\.7 +-0\\.8 to 4\\.8");
  }

  /** At half its size: 1280 pixels become 640, and so do the edges of boxes. */
  @Test
  void largeFieldsAreDrawnSmall() {
    byte[] white = new byte[3 * 1280 * 960];
    Arrays.fill(white, (byte) 0xff);
    RgbImage image = RgbImage.of(1280, 960, white);
    Detection cell = new Detection(new Box(400, 400, 800, 600), new Label("WBC"), 0.9);
    CountedField field =
        new CountedField(
            typed("a", 0, 1, 0), List.of(CountedCell.of(cell, CellKind.WHITE_CELL).withType(TYPE)));
    FieldPictures pictures = new FieldPictures(1, LABELS);
    pictures.add(0, image, field);

    BufferedImage picture = Objects.requireNonNull(pictures.pictures().get("a"));
    assertThat(picture.getWidth()).isEqualTo(640);
    assertThat(picture.getRGB(199, 250)).isNotEqualTo(0xffffffff);
    assertThat(picture.getRGB(400, 250)).isNotEqualTo(0xffffffff);
    assertThat(picture.getRGB(300, 250)).isEqualTo(0xffffffff);
    // The plate with the type's name stands on the box.
    assertThat(picture.getRGB(202, 190)).isNotEqualTo(0xffffffff);
  }

  @Test
  void ofManyFieldsTwelveAreDrawn() {
    RgbImage image = RgbImage.of(8, 8, new byte[3 * 64]);
    for (int fields : new int[] {1, 5, 12, 13, 30, 1000}) {
      FieldPictures pictures = new FieldPictures(fields, LABELS);
      for (int i = 0; i < fields; i++) {
        pictures.add(i, image, new CountedField(FieldCounts.of("field " + i, 0, 0, 0), List.of()));
      }
      assertThat(pictures.pictures()).hasSize(Math.min(12, fields)).containsKey("field 0");
    }
  }
}
