package io.cellclass.report;

import java.io.IOException;

/** A part of a report. */
interface Section {
  /** The order of the parts on the page. */
  enum Place {
    RESULTS,
    /** Tables and pictures that others made, in the order in which they were given. */
    OTHERS,
    CROSS_VALIDATION,
    COMPARISON,
    SWEEP,
    TRAINING,
    SETTINGS,
    DATA,
    AUDIT,
    PROVENANCE
  }

  Place place();

  String heading();

  /** Whether it shows shares with their score intervals, which the page then explains. */
  default boolean hasScoreIntervals() {
    return false;
  }

  /** Writes what comes below the heading. */
  void write(Html html, Figures figures) throws IOException;
}
