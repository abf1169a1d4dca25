package io.cellclass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a data set from a CSV file. */
final class CsvDataset {
  private static final String FILE = "file";
  private static final String LABEL = "label";
  private static final String GROUP = "group";

  private final Path csv;
  private final Path root;
  private final TreeMap<String, Label> labels = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, Integer> lineOfId = new HashMap<>();

  CsvDataset(Path csv) {
    this.csv = csv;
    Path parent = csv.toAbsolutePath().getParent();
    this.root = parent == null ? csv.toAbsolutePath() : parent;
  }

  Dataset read() throws IOException {
    if (Files.isDirectory(csv)) {
      throw new MalformedDatasetException(csv, "expected a CSV file, found a directory");
    }
    List<CsvTable.Row> rows = CsvTable.read(csv);
    if (rows.isEmpty()) {
      throw malformed(1, "expected a header with the columns file and label, found nothing");
    }
    CsvTable.Row header = rows.get(0);
    Map<String, Integer> columns = columns(header);
    for (CsvTable.Row row : rows.subList(1, rows.size())) {
      if (row.fields().size() != header.fields().size()) {
        throw malformed(
            row.line(),
            "expected " + header.fields().size() + " columns, found " + row.fields().size());
      }
      add(row, columns);
    }
    if (samples.isEmpty()) {
      throw malformed(header.line(), "expected a line for each image below the header, found none");
    }
    return Datasets.of(LabelSet.of(labels.values()), samples);
  }

  private Map<String, Integer> columns(CsvTable.Row header) throws MalformedDatasetException {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.fields().size(); i++) {
      String name = header.fields().get(i).strip().toLowerCase(Locale.ROOT);
      if (columns.put(name, i) != null) {
        throw malformed(header.line(), "two columns have the name \"" + name + "\"");
      }
    }
    if (!columns.containsKey(FILE) || !columns.containsKey(LABEL)) {
      throw malformed(
          header.line(),
          "expected the columns file, label and, if wanted, group, found " + header.fields());
    }
    return columns;
  }

  private void add(CsvTable.Row row, Map<String, Integer> columns)
      throws MalformedDatasetException {
    Path file = file(row, field(row, columns, FILE));
    String id = Datasets.id(root, file);
    Integer earlier = lineOfId.putIfAbsent(id, row.line());
    if (earlier != null) {
      throw malformed(row.line(), "the file " + id + " was already named on line " + earlier);
    }
    Label label = label(row, field(row, columns, LABEL).strip());
    String group = columns.containsKey(GROUP) ? field(row, columns, GROUP).strip() : "";
    samples.add(new Sample(id, label, group.isEmpty() ? id : group, ImageSource.file(file)));
  }

  private static String field(CsvTable.Row row, Map<String, Integer> columns, String column) {
    return row.fields().get(columns.getOrDefault(column, 0));
  }

  private Path file(CsvTable.Row row, String name) throws MalformedDatasetException {
    if (name.isBlank()) {
      throw malformed(row.line(), "expected the name of a file, found nothing");
    }
    Path file;
    try {
      file = root.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new MalformedDatasetException(
          csv, row.line(), "\"" + name + "\" is not the name of a file", e);
    }
    if (!Files.isRegularFile(file)) {
      throw malformed(row.line(), "there is no file \"" + name + "\" (looked for " + file + ")");
    }
    return file;
  }

  private Label label(CsvTable.Row row, String name) throws MalformedDatasetException {
    Label known = labels.get(name);
    if (known != null) {
      return known;
    }
    try {
      Label label = new Label(name);
      labels.put(name, label);
      return label;
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(csv, row.line(), String.valueOf(e.getMessage()), e);
    }
  }

  private MalformedDatasetException malformed(int line, String problem) {
    return new MalformedDatasetException(csv, line, problem, null);
  }
}
