package io.cellclass.examples;

import io.cellclass.Interval;
import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.CountAgreement;
import io.cellclass.segment.count.CountInterval;
import io.cellclass.segment.count.Differential;
import io.cellclass.segment.count.SlideCounts;
import io.cellclass.segment.count.TypeShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts as text for a terminal, and the numbers of their report. */
final class CountText {
  private CountText() {}

  /** All that follows from the counts. */
  static String of(CountResults results) {
    List<String> parts = new ArrayList<>(List.of("", means(results.slide())));
    results.differential().ifPresent(shares -> parts.addAll(List.of("", differential(shares))));
    results.agreement().ifPresent(counts -> parts.addAll(List.of("", agreement(counts))));
    return String.join(System.lineSeparator(), parts);
  }

  private static String means(SlideCounts slide) {
    TextTable means = new TextTable().row("", "cells", "per field", "95 % interval");
    for (CellKind kind : CellKind.values()) {
      CountInterval mean = slide.perField(kind);
      means.row(
          name(kind),
          Integer.toString(slide.total(kind)),
          number(mean.mean()),
          range(mean.low(), mean.high()));
    }
    return means.toString();
  }

  private static String differential(Differential differential) {
    TextTable shares = new TextTable().row("", "cells", "share", "95 % interval");
    for (TypeShare share : differential.shares()) {
      shares.row(
          share.type().name(),
          Integer.toString(share.counted()),
          Tables.percent(share.share()),
          range(share.interval()));
    }
    return shares
        + System.lineSeparator()
        + differential.rejected()
        + " white cells without a type";
  }

  /** Counted less manual. */
  private static String agreement(Map<CellKind, CountAgreement> agreement) {
    TextTable table =
        new TextTable()
            .row("against manual counts", "fields", "bias", "95 % interval", "limits of agreement");
    agreement.forEach(
        (kind, counts) ->
            table.row(
                name(kind),
                Integer.toString(counts.images()),
                number(counts.bias()),
                range(counts.biasEstimate()),
                range(counts.lowerLimit().value(), counts.upperLimit().value())));
    return table.toString();
  }

  static String name(CellKind kind) {
    return switch (kind) {
      case RED_CELL -> "red cells";
      case WHITE_CELL -> "white cells";
      case PLATELET -> "platelets";
    };
  }

  static String range(Interval interval) {
    return Tables.percent(interval.low()) + " to " + Tables.percent(interval.high());
  }

  static String range(CountAgreement.Estimate estimate) {
    return range(estimate.low(), estimate.high());
  }

  static String range(double low, double high) {
    return number(low) + " to " + number(high);
  }

  /** To a tenth; what rounds to 0 has no sign. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.equals("-0.0") ? "0.0" : text;
  }
}
