package io.cellclass.examples;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that results will be written to. That it can be is checked at once, before the work
 * whose result it will hold.
 */
final class OutputFolder {
  private final Path path;

  private OutputFolder(Path path) {
    this.path = path;
  }

  /** A folder, there already or not; its own folder is. */
  static OutputFolder at(Path named) throws IOException {
    if (Files.exists(named) && !Files.isDirectory(named)) {
      throw new FileSystemException(
          named + ": expected the name of a folder to write to, found something else there");
    }
    Path existing = Files.exists(named) ? named.toRealPath() : parent(named);
    if (!Files.isWritable(existing)) {
      throw new FileSystemException(existing + ": the directory is not writable");
    }
    return new OutputFolder(named.toAbsolutePath().normalize());
  }

  private static Path parent(Path named) throws IOException {
    // As a file in its place would be checked.
    Path parent = OutputFile.regularAt(named).path().getParent();
    if (parent == null) {
      throw new FileSystemException(named + ": expected the name of a folder");
    }
    return parent;
  }

  Path path() {
    return path;
  }

  /** Writes a file in it, whole or not at all. */
  void write(String name, byte[] contents) throws IOException {
    Files.createDirectories(path);
    OutputFile.regularAt(path.resolve(name)).write(contents);
  }
}
