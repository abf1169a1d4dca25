package io.cellclass.tflite;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for what another thread computes. */
final class Waiting {
  private Waiting() {}

  /** The result; what the other thread threw is thrown here. Interrupts wait, too. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
      throw e;
    }
  }
}
