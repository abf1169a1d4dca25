package io.cellclass;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file is not a whole image of a known format. The message names the file and what is
 * wrong with it.
 */
public final class UnreadableImageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With the name of the file and what is wrong with it. */
  public UnreadableImageException(String name, String problem) {
    this(name, problem, null);
  }

  /** With the name of the file, what is wrong with it, and what brought it to light. */
  public UnreadableImageException(String name, String problem, @Nullable Throwable cause) {
    super("unreadable image " + name + ": " + problem, cause);
  }
}
