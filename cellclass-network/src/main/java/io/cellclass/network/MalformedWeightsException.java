package io.cellclass.network;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file does not hold the weights that it should. The message says what was expected
 * and what was found.
 */
public final class MalformedWeightsException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what was expected and what was found. */
  public MalformedWeightsException(String message) {
    this(message, null);
  }

  /** With what was expected, what was found, and what brought it to light. */
  public MalformedWeightsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
