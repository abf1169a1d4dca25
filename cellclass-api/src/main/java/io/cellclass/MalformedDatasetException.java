package io.cellclass;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a folder or a CSV file does not describe a data set. The message names the place, in
 * a CSV file with its line, and says what was expected and found.
 */
public final class MalformedDatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With the folder or file and what is wrong with it. */
  public MalformedDatasetException(Path place, String problem) {
    super(place + ": " + problem);
  }

  /** With the CSV file, the line (from 1), what is wrong there and what brought it to light. */
  public MalformedDatasetException(Path csv, int line, String problem, @Nullable Throwable cause) {
    super(csv + ", line " + line + ": " + problem, cause);
  }
}
