package io.cellclass.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A folder in which files appear as a whole or not at all. */
record ReportFolder(Path folder) {
  /** Makes the folder, and those above it, where they are missing. */
  static ReportFolder at(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileSystemException(
          folder.toString(), null, "expected a folder for the report, found a file");
    }
    // A link to a folder is one, which createDirectories does not see.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    return new ReportFolder(folder);
  }

  /** Writes a file under another name, forces it to disk, and renames it. */
  Path write(String name, byte[] contents) throws IOException {
    Path file = folder.resolve(name);
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "expected a file to write, found a folder");
    }
    Path temporary = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
    try {
      writeThrough(temporary, contents);
      rename(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return file;
  }

  private static void writeThrough(Path file, byte[] contents) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(contents);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
