package io.cellclass.examples;

import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.CountAgreement;
import io.cellclass.segment.count.Differential;
import io.cellclass.segment.count.SlideCounts;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The counts of a slide, and what follows from them. */
record CountResults(SlideCounts slide, @Nullable ManualCounts manual) {
  /** The shares of the types as counted, if a white cell has one. */
  Optional<Differential> differential() {
    boolean typed = slide.types().stream().anyMatch(type -> type.count() > 0);
    return typed ? Optional.of(Differential.asCounted(slide)) : Optional.empty();
  }

  /** How the counts agree with manual ones, if there are some of two fields or more. */
  Optional<Map<CellKind, CountAgreement>> agreement() {
    return manual == null ? Optional.empty() : manual.agreement(slide.fields());
  }
}
