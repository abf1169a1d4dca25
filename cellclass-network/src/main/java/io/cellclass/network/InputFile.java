package io.cellclass.network;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of files that are about to be read. */
final class InputFile {
  private InputFile() {}

  /** Refuses a directory by its name, which the error of reading one lacks. */
  static void requireNoDirectory(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "expected a file, found a directory");
    }
  }
}
