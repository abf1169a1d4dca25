package io.cellclass;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when the parts of a data set share what they must not. The message counts the pairs of
 * images and names the first ten.
 */
public final class LeakingSplitException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int NAMED = 10;

  /**
   * With the pairs that were found.
   *
   * @throws IllegalArgumentException if there is none
   */
  public LeakingSplitException(List<Leak> leaks) {
    super(message(leaks));
  }

  private static String message(List<Leak> leaks) {
    if (leaks.isEmpty()) {
      throw new IllegalArgumentException("expected at least one leak, found none");
    }
    String named =
        leaks.stream().limit(NAMED).map(leak -> "\n  " + leak).collect(Collectors.joining());
    return "expected parts of a data set that share nothing, found "
        + leaks.size()
        + (leaks.size() == 1 ? " pair of images:" : " pairs of images:")
        + named
        + (leaks.size() > NAMED ? "\n  and " + (leaks.size() - NAMED) + " more" : "");
  }
}
