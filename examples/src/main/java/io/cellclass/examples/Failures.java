package io.cellclass.examples;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What went wrong, in one line that a person understands. */
final class Failures {
  private Failures() {}

  static String line(Throwable failure) {
    return text(failure).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String text(Throwable failure) {
    // The JDK's messages of these are no more than the path.
    if (failure instanceof NoSuchFileException missing) {
      return "no such file or directory: " + missing.getFile();
    }
    if (failure instanceof AccessDeniedException denied) {
      return "permission denied: " + denied.getFile();
    }
    if (failure instanceof FileSystemException other && other.getReason() == null) {
      return other.getClass().getSimpleName() + ": " + other.getFile();
    }
    if (failure instanceof UncheckedIOException wrapper) {
      return text(Objects.requireNonNull(wrapper.getCause()));
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory (" + failure.getMessage() + "): CELLCLASS_JAVA_OPTS=-Xmx4g gives more";
    }
    String message = failure.getMessage();
    return message == null || failure instanceof Error ? failure.toString() : message;
  }
}
