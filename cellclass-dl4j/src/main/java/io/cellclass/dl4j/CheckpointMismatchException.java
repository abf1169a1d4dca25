package io.cellclass.dl4j;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Thrown when a training is to go on from a checkpoint of another training: with another setting,
 * other labels or images, or where the version, the native library's build, the architecture, the
 * number of processors or a variable that sets the number of threads is another. The message names
 * the file, the setting, what it was and what it is.
 */
public final class CheckpointMismatchException extends IOException {
  private static final long serialVersionUID = 1L;
  private final String setting;

  CheckpointMismatchException(Path file, String setting, String was, String is) {
    super(
        file
            + ": the training cannot go on from here, as its setting "
            + setting
            + " was "
            + was
            + " and is "
            + is);
    this.setting = setting;
  }

  /** What differs, such as {@code "batch"}; the first in alphabetical order. */
  public String setting() {
    return setting;
  }
}
