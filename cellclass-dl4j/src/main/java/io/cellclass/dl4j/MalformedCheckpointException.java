package io.cellclass.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file is not a whole, unaltered checkpoint of a known version. The message names the
 * file and says what is wrong.
 */
public final class MalformedCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedCheckpointException(Path file, String problem, @Nullable Throwable cause) {
    super(file + ": not a whole checkpoint of cellclass: " + problem, cause);
  }
}
