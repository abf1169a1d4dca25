package io.cellclass.network;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that are there as a whole or not at all: a reader, even after a crash, finds the old
 * file or the new one. Safe for concurrent use; of two writers of one file the later one wins.
 */
public final class AtomicFile {
  /** Of the target's name in that of the temporary file, which some file systems limit to 255. */
  private static final int MOST_CHARACTERS = 40;

  private AtomicFile() {}

  /** Gives the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes them to a buffered stream, which it leaves open.
     *
     * @throws IOException if they cannot be had or written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes to a temporary file in the target's folder, forces it to disk and renames it. Where this
   * fails, the target is as it was and the temporary file is gone. Where the process is killed, it
   * stays: {@code .cellclass-NAME-UUID.tmp}, with the start of the target's name.
   *
   * @param target replaced if it is there
   * @throws NoSuchFileException if the target's folder does not exist
   * @throws IOException if the target is a folder, the content fails, or the file cannot be written
   */
  public static void write(Path target, Content content) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(
          target.toString(), null, "expected a file to write, found a folder");
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(target.toString(), null, "its folder does not exist");
    }
    Path temporary = folder.resolve(temporaryName(target));
    try {
      writeThrough(temporary, content);
      rename(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String temporaryName(Path target) {
    String name =
        String.valueOf(target.getFileName())
            .codePoints()
            .limit(MOST_CHARACTERS)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return ".cellclass-" + name + "-" + UUID.randomUUID() + ".tmp";
  }

  private static void writeThrough(Path file, Content content) throws IOException {
    // Not Files.createTempFile: it makes files that nobody else may read.
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      content.writeTo(out);
      out.flush();
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
