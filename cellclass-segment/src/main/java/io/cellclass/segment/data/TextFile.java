package io.cellclass.segment.data;

import io.cellclass.MalformedDatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads files of annotations, up to a size. */
final class TextFile {
  /** The largest set of annotations that is common, COCO's own, has 450 MB. */
  static final long MOST_BYTES = 512L << 20;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  static byte[] bytes(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new MalformedDatasetException(
          file, "expected at most " + MOST_BYTES + " bytes, found " + size);
    }
    return Files.readAllBytes(file);
  }

  /** The text of a file in UTF-8, without a byte order mark. */
  static String utf8(Path file) throws IOException {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedDatasetException(file, 1, "expected text in UTF-8", e);
    }
  }

  /** A plain decimal number, such as 12, -0.5 or 1E-3; empty for anything else. */
  static OptionalDouble decimal(String text) {
    return DECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
