package io.cellclass;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables of comma-separated text as RFC 4180 has them, for the tables that this library reads and
 * writes. Stateless and safe for concurrent use.
 */
public final class CsvTable {
  /** A table of boxes has some 50 bytes a cell: this holds ten million. */
  private static final long MOST_BYTES = 512L << 20;

  private CsvTable() {}

  /**
   * A record.
   *
   * @param line the line of the file, from 1, on which it begins
   * @param fields without their quotes
   */
  public record Row(int line, List<String> fields) {
    /** Copies the list. */
    public Row {
      fields = List.copyOf(fields);
    }
  }

  /**
   * The records of a file, its header among them; blank lines are passed over. Lines may end in CR
   * LF, LF or CR. The text is UTF-8, with or without a byte order mark.
   *
   * @throws MalformedDatasetException naming the line, if the text is not UTF-8, a quoted field
   *     does not end, or a quote stands where none can; or if the file has more than 512 MiB
   * @throws IOException if the file cannot be read
   */
  public static List<Row> read(Path file) throws IOException {
    CsvParser parser = new CsvParser(file, text(file));
    List<Row> rows = new ArrayList<>();
    for (Row row = parser.next(); row != null; row = parser.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static String text(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new MalformedDatasetException(
          file, "expected at most " + MOST_BYTES + " bytes, found " + size);
    }
    byte[] bytes = Files.readAllBytes(file);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    String decoded = text.flip().toString();
    if (result.isError()) {
      throw new MalformedDatasetException(
          file, 1 + lineEnds(decoded), "expected text in UTF-8, found other bytes", null);
    }
    return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }

  private static int lineEnds(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  /** The record as a line, ended by CR LF. Fields are quoted where they must be. */
  public static String line(List<String> fields) {
    return String.join(",", fields.stream().map(CsvTable::field).toList()) + "\r\n";
  }

  private static String field(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
