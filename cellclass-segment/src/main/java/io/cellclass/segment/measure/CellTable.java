package io.cellclass.segment.measure;

import io.cellclass.CsvTable;
import io.cellclass.network.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    write(
        file,
        table -> {
          for (ImageCells image : images) {
            for (CellMeasurements cell : image.cells()) {
              table.add(image.image(), cell);
            }
          }
        });
  }

  /** Gives the rows of a table one by one, as those of more cells than memory holds. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Adds them.
     *
     * @throws IOException if they cannot be had or written
     */
    void addTo(Table table) throws IOException;
  }

  /** A table that is being written. For use by one thread. */
  public static final class Table {
    private final OutputStream out;
    private @Nullable LengthUnit unit;
    private List<String> channels = List.of();

    private Table(OutputStream out) {
      this.out = out;
    }

    /**
     * Adds a line.
     *
     * @param image what the cell's image is called in the table
     * @throws IllegalArgumentException if the cell differs from those before in its unit or
     *     channels
     * @throws IOException if it cannot be written
     */
    public void add(String image, CellMeasurements cell) throws IOException {
      if (unit == null) {
        begin(cell.unit(), names(cell));
      } else if (cell.unit() != unit || !names(cell).equals(channels)) {
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
      line(row(image, cell));
    }

    private void begin(LengthUnit of, List<String> names) throws IOException {
      unit = of;
      channels = names;
      line(header(of, names));
    }

    private void line(List<String> fields) throws IOException {
      out.write(CsvTable.line(fields).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes a table row by row, replaced as a whole if it is there, and left as it was if the rows
   * fail. Without a cell it has the header of a table in pixels without channels.
   *
   * @throws IllegalArgumentException if cells differ in their unit or channels
   * @throws IOException if the file cannot be written, or the rows cannot be had
   */
  public static void write(Path file, Rows rows) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Table table = new Table(out);
          rows.addTo(table);
          if (table.unit == null) {
            table.begin(LengthUnit.PIXEL, List.of());
          }
        });
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
