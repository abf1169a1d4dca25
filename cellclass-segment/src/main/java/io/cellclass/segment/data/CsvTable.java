package io.cellclass.segment.data;

import io.cellclass.MalformedDatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records of comma-separated text, quoted as in RFC 4180; lines end in LF, CR LF or CR. */
final class CsvTable {
  private static final int END = -1;

  /**
   * A record.
   *
   * @param line the line, from 1, on which it begins
   */
  record Row(int line, List<String> fields) {}

  private final Path file;
  private final String text;
  private int at;
  private int line = 1;

  private CsvTable(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The records of a file in UTF-8, blank lines passed over. */
  static List<Row> read(Path file) throws IOException {
    CsvTable table = new CsvTable(file, TextFile.utf8(file));
    List<Row> rows = new ArrayList<>();
    while (table.peek() != END) {
      Row row = table.row();
      if (row.fields().size() > 1 || !row.fields().get(0).isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The record as a line, ended by CR LF. */
  static String line(List<String> fields) {
    return String.join(",", fields.stream().map(CsvTable::quoted).toList()) + "\r\n";
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  private Row row() throws MalformedDatasetException {
    int start = line;
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (peek() == ',') {
      at++;
      fields.add(field());
    }
    lineEnd();
    return new Row(start, fields);
  }

  private String field() throws MalformedDatasetException {
    if (peek() == '"') {
      return inQuotes();
    }
    int start = at;
    while (!fieldEnds()) {
      if (peek() == '"') {
        throw malformed(line, "a quote stands inside a field that does not begin with one");
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String inQuotes() throws MalformedDatasetException {
    int start = line;
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      int end = text.indexOf('"', at);
      if (end < 0) {
        throw malformed(start, "the quoted field that begins here does not end");
      }
      String part = text.substring(at, end);
      field.append(part);
      line += (int) part.chars().filter(c -> c == '\n').count();
      at = end + 1;
      if (peek() != '"') {
        break;
      }
      field.append('"');
      at++;
    }
    if (!fieldEnds()) {
      throw malformed(line, "expected a comma or the line's end behind a closing quote");
    }
    return field.toString();
  }

  private boolean fieldEnds() {
    int c = peek();
    return c == ',' || c == END || c == '\r' || c == '\n';
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private void lineEnd() {
    if (peek() != END) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
      line++;
    }
  }

  private MalformedDatasetException malformed(int atLine, String problem) {
    return new MalformedDatasetException(file, atLine, problem, null);
  }
}
