package io.cellclass;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file is not a whole, unaltered model bundle of a known version. The message says
 * what is wrong.
 */
public final class MalformedBundleException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what was expected and what was found. */
  public MalformedBundleException(String message) {
    this(message, null);
  }

  /** With what was expected, what was found, and what brought it to light. */
  public MalformedBundleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
