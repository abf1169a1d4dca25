package io.cellclass.segment.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.measure.CellTable.ImageCells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellTableTest {
  private static final LabelMap MAP = LabelMap.of(4, 1, new int[] {0, 1, 1, 0});

  @TempDir private Path folder;

  @Test
  void eachCellIsALineUnderOneHeaderWithUnits() throws IOException {
    Channel marker = Channel.of("CD4, raw", 4, 1, new float[] {0, 2, 6, 0});
    Path file = folder.resolve("cells.csv");

    CellTable.write(
        file,
        List.of(
            new ImageCells(
                "a \"b\".png", CellMeasurer.of(new PixelSize(0.5)).measure(MAP, List.of(marker))),
            new ImageCells("empty.png", List.of())));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .startsWith("image,cell,left_px,top_px,right_px,bottom_px,at_border,centroid_x_px,")
        .contains(",area_um2,perimeter_um,equivalent_diameter_um,")
        .endsWith(",lobes,\"CD4, raw mean\",\"CD4, raw deviation\"");
    assertThat(lines.get(1))
        .startsWith("\"a \"\"b\"\".png\",1,1,0,3,1,true,2.0,0.5,0.5,")
        .endsWith(",0,4.0,2.0");
    assertThat(lines.get(1).split(",")).hasSize(19);
  }

  @Test
  void rowsThatComeOneByOneAreTheSameTable() throws IOException {
    List<CellMeasurements> cells = CellMeasurer.inPixels().measure(MAP, List.of());
    Path once = folder.resolve("once.csv");
    Path rows = folder.resolve("rows.csv");
    CellTable.write(once, List.of(new ImageCells("a", cells), new ImageCells("b", cells)));
    CellTable.write(
        rows,
        table -> {
          table.add("a", cells.get(0));
          table.add("b", cells.get(0));
        });

    assertThat(rows).hasSameTextualContentAs(once);
    assertThatThrownBy(
            () ->
                CellTable.write(
                    rows,
                    table -> {
                      table.add("c", cells.get(0));
                      throw new IOException("the slide ends here");
                    }))
        .hasMessage("the slide ends here");
    assertThat(rows).hasSameTextualContentAs(once);
    CellTable.write(rows, table -> {});
    assertThat(Files.readAllLines(rows)).hasSize(1);
  }

  @Test
  void cellsMeasuredInDifferentWaysAreRefused() {
    List<CellMeasurements> pixels = CellMeasurer.inPixels().measure(MAP, List.of());
    List<CellMeasurements> micrometres = CellMeasurer.of(new PixelSize(1)).measure(MAP, List.of());
    Path file = folder.resolve("cells.csv");

    assertThatThrownBy(
            () ->
                CellTable.write(
                    file, List.of(new ImageCells("a", pixels), new ImageCells("b", micrometres))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected cells measured in PIXEL with [], found MICROMETRE with []");
    assertThat(file).doesNotExist();
  }
}
