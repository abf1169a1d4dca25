package io.cellclass.examples;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
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
  private final boolean device;

  private OutputFile(Path path, boolean device) {
    this.path = path;
    this.device = device;
  }

  /** A regular file, there already or not, or a device such as {@code /dev/stdout}. */
  static OutputFile at(Path named) throws IOException {
    if (!isDevice(named)) {
      return regularAt(named);
    }
    if (!Files.isWritable(named)) {
      throw new AccessDeniedException(named.toString());
    }
    // What /dev/stdout links to may have no path of its own.
    return new OutputFile(named.toAbsolutePath(), true);
  }

  /** A regular file, there already or not. */
  static OutputFile regularAt(Path named) throws IOException {
    if (Files.exists(named) && !Files.isRegularFile(named)) {
      throw new FileSystemException(
          named.toString() + ": expected the name of a file to write, found something else there");
    }
    return new OutputFile(resolved(named), false);
  }

  private static boolean isDevice(Path named) {
    return Files.exists(named) && !Files.isRegularFile(named) && !Files.isDirectory(named);
  }

  /** The one path that all spellings of a file's name lead to. */
  private static Path resolved(Path named) throws IOException {
    // A link stays a link to the new contents.
    Path path = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
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
    return folder.toRealPath().resolve(path.getFileName());
  }

  Path path() {
    return path;
  }

  boolean isSameAs(OutputFile other) {
    return path.equals(other.path);
  }

  /** Whether writing it would write over a file that is there. */
  boolean isSameAs(Path other) throws IOException {
    return Files.exists(path) && Files.exists(other) && Files.isSameFile(path, other);
  }

  /** Writes the whole file, or leaves what was there; a device gets the contents as they are. */
  void write(byte[] contents) throws IOException {
    if (device) {
      Files.write(path, contents, StandardOpenOption.WRITE);
      return;
    }
    Path temporary =
        path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, contents, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      replace(temporary, path, Files::move);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Moves a file, as {@link Files#move} does. */
  interface Mover {
    Path move(Path from, Path to, CopyOption... options) throws IOException;
  }

  /** Puts a file in another's place, at once where the file system can. */
  static void replace(Path file, Path other, Mover mover) throws IOException {
    try {
      mover.move(file, other, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      mover.move(file, other, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
