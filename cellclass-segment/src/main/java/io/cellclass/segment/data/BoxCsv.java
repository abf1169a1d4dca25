package io.cellclass.segment.data;

import io.cellclass.CsvTable;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.network.AtomicFile;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Boxes as a table: a line for each cell, with the columns {@code file}, {@code label}, {@code
 * left}, {@code top}, {@code right}, {@code bottom} and, if wanted, {@code score}, in any order.
 *
 * <p>Edges are those of {@link Box}, in pixels from the image's upper left corner. An image without
 * a cell has one line with nothing but its file. The text is UTF-8, comma-separated and quoted as
 * in RFC 4180.
 */
public final class BoxCsv {
  private static final String FILE = "file";
  private static final String LABEL = "label";
  private static final String SCORE = "score";
  private static final List<String> EDGES = List.of("left", "top", "right", "bottom");

  private BoxCsv() {}

  /**
   * Reads a table. Images are files below the folder of the CSV file, and called as they are there.
   *
   * @return the images, sorted by id
   * @throws MalformedDatasetException naming the line, if a column is missing, a record is not as
   *     wide as the first, names an image that is not there, or has no label, no box or an empty
   *     one; or if there is no record
   * @throws IOException if the file cannot be read
   */
  public static List<BoxedImage> read(Path csv) throws IOException {
    List<CsvTable.Row> rows = CsvTable.read(csv);
    if (rows.size() < 2) {
      throw new MalformedDatasetException(
          csv, "expected a header and a line for each cell, found " + rows.size() + " lines");
    }
    Map<String, Integer> columns = columns(csv, rows.get(0));
    Path absolute = csv.toAbsolutePath();
    Path folder = absolute.resolveSibling(".").normalize();
    TreeMap<String, List<LabelledBox>> boxes = new TreeMap<>();
    for (CsvTable.Row row : rows.subList(1, rows.size())) {
      if (row.fields().size() != rows.get(0).fields().size()) {
        throw malformed(
            csv,
            row,
            "expected " + rows.get(0).fields().size() + " fields, found " + row.fields().size());
      }
      Map<String, String> fields = new HashMap<>();
      columns.forEach((name, column) -> fields.put(name, row.fields().get(column)));
      add(csv, row, fields, boxes);
    }
    List<BoxedImage> images = new ArrayList<>();
    for (Map.Entry<String, List<LabelledBox>> image : boxes.entrySet()) {
      Path file = ImageFolder.resolve(folder, image.getKey(), csv);
      images.add(new BoxedImage(image.getKey(), ImageSource.file(file), image.getValue()));
    }
    return List.copyOf(images);
  }

  private static Map<String, Integer> columns(Path csv, CsvTable.Row header)
      throws MalformedDatasetException {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.fields().size(); i++) {
      if (columns.put(header.fields().get(i), i) != null) {
        throw malformed(csv, header, "the column " + header.fields().get(i) + " stands twice");
      }
    }
    List<String> expected = new ArrayList<>(List.of(FILE, LABEL));
    expected.addAll(EDGES);
    if (!columns.keySet().containsAll(expected)) {
      throw malformed(
          csv, header, "expected the columns " + expected + ", found " + header.fields());
    }
    return columns;
  }

  private static void add(
      Path csv, CsvTable.Row row, Map<String, String> fields, Map<String, List<LabelledBox>> boxes)
      throws MalformedDatasetException {
    List<LabelledBox> cells =
        boxes.computeIfAbsent(field(fields, FILE), unused -> new ArrayList<>());
    boolean none =
        field(fields, LABEL).isEmpty()
            && EDGES.stream().allMatch(edge -> field(fields, edge).isEmpty());
    if (none) {
      return;
    }
    try {
      double[] edges = new double[EDGES.size()];
      for (int i = 0; i < edges.length; i++) {
        String name = EDGES.get(i);
        OptionalDouble edge = TextFile.decimal(field(fields, name));
        if (edge.isEmpty()) {
          throw malformed(
              csv, row, "expected a number as " + name + ", found \"" + field(fields, name) + "\"");
        }
        edges[i] = edge.getAsDouble();
      }
      Box box = new Box(edges[0], edges[1], edges[2], edges[3]);
      if (box.area() == 0) {
        throw malformed(csv, row, "expected a box with an area, found " + box);
      }
      cells.add(new LabelledBox(box, new Label(field(fields, LABEL))));
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(csv, row.line(), String.valueOf(e.getMessage()), e);
    }
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }

  private static MalformedDatasetException malformed(Path csv, CsvTable.Row row, String problem) {
    return new MalformedDatasetException(csv, row.line(), problem, null);
  }

  /**
   * Writes a table with all columns.
   *
   * @param csv replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void write(Path csv, List<AnnotatedImage> images) throws IOException {
    AtomicFile.write(csv, out -> write(out, images));
  }

  private static void write(OutputStream out, List<AnnotatedImage> images) throws IOException {
    List<String> header = new ArrayList<>(List.of(FILE, LABEL));
    header.addAll(EDGES);
    header.add(SCORE);
    out.write(CsvTable.line(header).getBytes(StandardCharsets.UTF_8));
    for (AnnotatedImage image : images) {
      if (image.cells().isEmpty()) {
        List<String> none = List.of(image.file(), "", "", "", "", "", "");
        out.write(CsvTable.line(none).getBytes(StandardCharsets.UTF_8));
      }
      for (Detection cell : image.cells()) {
        out.write(CsvTable.line(fields(image, cell)).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static List<String> fields(AnnotatedImage image, Detection cell) {
    Box box = cell.box();
    return List.of(
        image.file(),
        cell.label().name(),
        Double.toString(box.left()),
        Double.toString(box.top()),
        Double.toString(box.right()),
        Double.toString(box.bottom()),
        Double.toString(cell.score()));
  }
}
