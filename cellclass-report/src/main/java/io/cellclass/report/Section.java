package io.cellclass.report;

import java.io.IOException;

/** A part of a report. */
interface Section {
  /** The order of the parts on the page. */
  enum Place {
    RESULTS,
    PICTURES,
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

  /** Writes what comes below the heading. */
  void write(Html html, Figures figures) throws IOException;
}
