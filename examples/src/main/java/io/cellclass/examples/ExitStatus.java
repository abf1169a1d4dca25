package io.cellclass.examples;

/** What the command line says to the program that called it. */
final class ExitStatus {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  /** All went well but for images that were missing or could not be read. */
  static final int UNREADABLE_IMAGES = 3;

  private ExitStatus() {}
}
