package io.cellclass.segment.measure;

import io.cellclass.CsvTable;
import io.cellclass.network.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The measurements of the cells of images as a CSV file: a header whose names end in units, then a
 * line for each cell. Stateless and safe for concurrent use.
 */
public final class CellTable {
  private CellTable() {}

  /**
   * The cells of an image.
   *
   * @param image what it is called in the table
   */
  public record ImageCells(String image, List<CellMeasurements> cells) {
    /** Copies the list. */
    public ImageCells {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Writes a table (RFC 4180, UTF-8), replaced as a whole if it is there. Without a cell it has the
   * header of a table in pixels without channels.
   *
   * @throws IllegalArgumentException if cells differ in their unit or channels
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, List<ImageCells> images) throws IOException {
    List<CellMeasurements> all = images.stream().flatMap(i -> i.cells().stream()).toList();
    LengthUnit unit = all.isEmpty() ? LengthUnit.PIXEL : all.get(0).unit();
    List<String> channels = all.isEmpty() ? List.of() : names(all.get(0));
    for (CellMeasurements cell : all) {
      if (cell.unit() != unit || !names(cell).equals(channels)) {
        throw new IllegalArgumentException(
            "expected cells measured in "
                + unit
                + " with "
                + channels
                + ", found "
                + cell.unit()
                + " with "
                + names(cell));
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(CsvTable.line(header(unit, channels)));
    for (ImageCells image : images) {
      for (CellMeasurements cell : image.cells()) {
        text.append(CsvTable.line(row(image.image(), cell)));
      }
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> names(CellMeasurements cell) {
    return cell.channels().stream().map(ChannelStatistics::channel).toList();
  }

  private static List<String> header(LengthUnit unit, List<String> channels) {
    String length = "_" + unit.symbol();
    List<String> header =
        new ArrayList<>(
            List.of(
                "image",
                "cell",
                "left_px",
                "top_px",
                "right_px",
                "bottom_px",
                "at_border",
                "centroid_x_px",
                "centroid_y_px",
                "area" + length + "2",
                "perimeter" + length,
                "equivalent_diameter" + length,
                "eccentricity",
                "solidity",
                "nucleus_area" + length + "2",
                "nucleus_to_cytoplasm",
                "lobes"));
    for (String channel : channels) {
      header.add(channel + " mean");
      header.add(channel + " deviation");
    }
    return header;
  }

  private static List<String> row(String image, CellMeasurements cell) {
    List<String> row = new ArrayList<>();
    row.add(image);
    row.add(String.valueOf(cell.cell()));
    for (double edge :
        new double[] {
          cell.bounds().left(), cell.bounds().top(), cell.bounds().right(), cell.bounds().bottom()
        }) {
      row.add(String.valueOf((long) edge));
    }
    row.add(String.valueOf(cell.atBorder()));
    for (double value :
        new double[] {
          cell.centroidX(),
          cell.centroidY(),
          cell.area(),
          cell.perimeter(),
          cell.equivalentDiameter(),
          cell.eccentricity(),
          cell.solidity(),
          cell.nucleusArea(),
          cell.nucleusToCytoplasm()
        }) {
      row.add(String.valueOf(value));
    }
    row.add(String.valueOf(cell.lobes()));
    for (ChannelStatistics channel : cell.channels()) {
      row.add(String.valueOf(channel.mean()));
      row.add(String.valueOf(channel.deviation()));
    }
    return row;
  }
}
