package io.cellclass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits comma-separated text into records as RFC 4180 has them; a line may also end in CR or LF
 * alone.
 */
final class CsvParser {
  private static final int END = -1;
  private final Path file;
  private final String text;
  private int at;
  private int line = 1;

  /** The file is for messages only. */
  CsvParser(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The next record that is not a blank line, or null at the end of the text. */
  CsvTable.@Nullable Row next() throws MalformedDatasetException {
    while (isLineEnd(peek())) {
      skipLineEnd();
    }
    if (peek() == END) {
      return null;
    }
    int start = line;
    List<String> fields = new ArrayList<>();
    fields.add(field());
    while (peek() == ',') {
      at++;
      fields.add(field());
    }
    skipLineEnd();
    return new CsvTable.Row(start, fields);
  }

  private String field() throws MalformedDatasetException {
    return peek() == '"' ? quoted() : plain();
  }

  private String plain() throws MalformedDatasetException {
    int start = at;
    while (peek() != ',' && peek() != END && !isLineEnd(peek())) {
      if (peek() == '"') {
        throw malformed(line, "a quote stands inside a field that does not begin with one");
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() throws MalformedDatasetException {
    int start = line;
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      int c = peek();
      if (c == END) {
        throw malformed(start, "the quoted field that begins here does not end");
      } else if (isLineEnd(c)) {
        int from = at;
        skipLineEnd();
        field.append(text, from, at);
      } else if (c != '"') {
        field.append((char) c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append('"');
        at += 2;
      } else {
        at++;
        requireFieldEnd();
        return field.toString();
      }
    }
  }

  private void requireFieldEnd() throws MalformedDatasetException {
    if (peek() != ',' && peek() != END && !isLineEnd(peek())) {
      throw malformed(line, "expected a comma or the line's end behind a closing quote");
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private static boolean isLineEnd(int c) {
    return c == '\r' || c == '\n';
  }

  private void skipLineEnd() {
    if (!isLineEnd(peek())) {
      return;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
  }

  private MalformedDatasetException malformed(int atLine, String problem) {
    return new MalformedDatasetException(file, atLine, problem, null);
  }
}
