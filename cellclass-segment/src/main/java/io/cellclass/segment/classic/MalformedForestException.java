package io.cellclass.segment.classic;

import java.io.IOException;

/** Thrown where a file is no pixel classifier of {@link ForestSegmenter#save}. */
public final class MalformedForestException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedForestException(String file, String found) {
    super(file + ": expected a pixel classifier, but " + found);
  }
}
