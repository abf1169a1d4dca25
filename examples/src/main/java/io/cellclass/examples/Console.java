package io.cellclass.examples;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Where a command writes: results to one stream, messages and progress to another, so that results
 * can be piped.
 */
final class Console {
  private static final int WIDTH = 79;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private int transientLength;

  /**
   * Writes to these.
   *
   * @param terminal whether {@code err} is a screen on which a line can be written over
   */
  Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** The process's own streams. */
  static Console ofProcess() {
    // Java cannot tell whether standard error is a terminal; the launcher can, and says so.
    boolean terminal = Boolean.getBoolean("cellclass.terminal");
    Charset charset = Charset.defaultCharset();
    return new Console(
        new PrintWriter(System.out, true, charset),
        new PrintWriter(System.err, true, charset),
        terminal);
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  boolean isTerminal() {
    return terminal;
  }

  /** A line, or several, of results. */
  void print(String text) {
    clearTransientLine();
    out.println(text);
  }

  /** A line for the person who watches. */
  void note(String line) {
    clearTransientLine();
    err.println(line);
  }

  /** A line that the next one replaces; on a terminal only. */
  void showTransient(String line) {
    String shown = line.substring(0, Math.min(line.length(), WIDTH));
    err.print("\r" + shown + " ".repeat(Math.max(0, transientLength - shown.length())));
    err.flush();
    transientLength = shown.length();
  }

  private void clearTransientLine() {
    if (transientLength > 0) {
      err.print("\r" + " ".repeat(transientLength) + "\r");
      err.flush();
      transientLength = 0;
    }
  }
}
