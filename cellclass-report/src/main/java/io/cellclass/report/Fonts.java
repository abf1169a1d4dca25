package io.cellclass.report;

import java.util.Optional;

/**
 * Whether text can be drawn: not every machine has what Java needs for it. Apart from {@link
 * Sheet}, whose fonts are looked for when its class is loaded.
 */
final class Fonts {
  private Fonts() {}

  /** What keeps Java from drawing text on this machine. */
  static Optional<Throwable> problem() {
    return problem(() -> new Sheet(16, 16).centredText("text", 8, 8, Sheet.PLAIN, Palette.INK));
  }

  /** What a drawing of text shows to be missing. */
  static Optional<Throwable> problem(Runnable drawing) {
    try {
      drawing.run();
      return Optional.empty();
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Versions of Java differ in what they throw where fontconfig or its fonts are missing.
      return Optional.of(e);
    }
  }
}
