package io.cellclass.segment.count;

import io.cellclass.CsvTable;
import io.cellclass.MalformedDatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the counts of fields from a table. */
final class CountReader {
  /** What fits into an int. */
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  private final Path file;
  private final List<String> header;
  private final int[] columns;

  private CountReader(Path file, CsvTable.Row header) throws MalformedDatasetException {
    this.file = file;
    this.header = header.fields();
    this.columns = new int[CountTable.COLUMNS.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = CountTable.COLUMNS.get(i);
      columns[i] = this.header.indexOf(name);
      if (columns[i] < 0) {
        throw malformed(
            header, "expected the columns " + CountTable.COLUMNS + ", found " + this.header);
      }
      if (this.header.lastIndexOf(name) != columns[i]) {
        throw malformed(header, "the column " + name + " stands twice");
      }
    }
  }

  static List<FieldCounts> read(Path file) throws IOException {
    List<CsvTable.Row> rows = CsvTable.read(file);
    if (rows.size() < 2) {
      throw new MalformedDatasetException(
          file, "expected a header and a line for each field, found " + rows.size() + " lines");
    }
    CountReader reader = new CountReader(file, rows.get(0));
    List<FieldCounts> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CsvTable.Row row : rows.subList(1, rows.size())) {
      FieldCounts counts = reader.counts(row);
      if (!names.add(counts.field())) {
        throw reader.malformed(row, counts.field() + " stands twice");
      }
      fields.add(counts);
    }
    return List.copyOf(fields);
  }

  private FieldCounts counts(CsvTable.Row row) throws MalformedDatasetException {
    if (row.fields().size() != header.size()) {
      throw malformed(row, "expected " + header.size() + " fields, found " + row.fields().size());
    }
    String field = row.fields().get(columns[0]);
    if (field.isBlank()) {
      throw malformed(row, "expected the name of a field, found nothing");
    }
    return FieldCounts.of(field, count(row, 1), count(row, 2), count(row, 3));
  }

  private int count(CsvTable.Row row, int column) throws MalformedDatasetException {
    String text = row.fields().get(columns[column]).strip();
    if (!COUNT.matcher(text).matches()) {
      throw malformed(
          row,
          "expected a whole number from 0 up as "
              + CountTable.COLUMNS.get(column)
              + ", found \""
              + text
              + "\"");
    }
    return Integer.parseInt(text);
  }

  private MalformedDatasetException malformed(CsvTable.Row row, String problem) {
    return new MalformedDatasetException(file, row.line(), problem, null);
  }
}
