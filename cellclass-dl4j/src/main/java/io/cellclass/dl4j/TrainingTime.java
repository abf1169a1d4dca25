package io.cellclass.dl4j;

import java.time.Instant;

/**
 * The time that is written into a model: now, unless the environment sets {@code
 * SOURCE_DATE_EPOCH}, the community's way to outputs of equal bytes (<a
 * href="https://reproducible-builds.org/specs/source-date-epoch/">reproducible-builds.org</a>).
 */
final class TrainingTime {
  private static final String VARIABLE = "SOURCE_DATE_EPOCH";

  /** The end of the year 9999: later times are written otherwise. */
  private static final long LATEST_SECOND = 253_402_300_799L;

  private TrainingTime() {}

  static Instant now() {
    String seconds = System.getenv(VARIABLE);
    return seconds == null ? Instant.now() : secondsSince1970(seconds);
  }

  /**
   * Refuses what {@link #now} would, before a training instead of at its end.
   *
   * @throws IllegalArgumentException if the variable is set and is no time
   */
  static void requireReadable() {
    String seconds = System.getenv(VARIABLE);
    if (seconds != null) {
      requireSeconds(seconds);
    }
  }

  /**
   * The time of a text such as 1700000000.
   *
   * @throws IllegalArgumentException if it is not a number of seconds from 0 to the year 9999
   */
  static Instant secondsSince1970(String text) {
    requireSeconds(text);
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static void requireSeconds(String text) {
    if (!text.matches("[0-9]{1,12}") || Long.parseLong(text) > LATEST_SECOND) {
      throw new IllegalArgumentException(
          VARIABLE + " must be a number of seconds from 0 to " + LATEST_SECOND + ", not " + text);
    }
  }
}
