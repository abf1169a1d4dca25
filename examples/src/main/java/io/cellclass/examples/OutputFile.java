package io.cellclass.examples;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that will be written. That it can be is checked at once, before the work whose result it
 * will hold.
 */
final class OutputFile {
  private final Path path;

  private OutputFile(Path path) {
    this.path = path;
  }

  static OutputFile at(Path named) throws IOException {
    // A link stays a link to the new contents.
    Path path = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath().normalize();
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new FileSystemException(
          named.toString() + ": expected the name of a file to write, found something else there");
    }
    Path folder = path.getParent();
    if (folder == null || Files.notExists(folder)) {
      throw new NoSuchFileException(String.valueOf(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    if (!Files.isWritable(folder)) {
      throw new FileSystemException(folder + ": the directory is not writable");
    }
    return new OutputFile(path);
  }

  Path path() {
    return path;
  }

  /** Writes the whole file, or leaves what was there. */
  void write(byte[] contents) throws IOException {
    Path temporary =
        path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, contents, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
