package io.cellclass.examples;

import io.cellclass.report.HtmlReport;
import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.CountAgreement;
import io.cellclass.segment.count.CountInterval;
import io.cellclass.segment.count.Differential;
import io.cellclass.segment.count.FieldCounts;
import io.cellclass.segment.count.SlideCounts;
import io.cellclass.segment.count.TypeCount;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page that {@code count --report} writes, part by part. */
final class CountReport {
  private static final String INTERVAL = "95 % interval";

  private CountReport() {}

  /**
   * The parts about counts.
   *
   * @param pictures of fields with their cells, by the names of the fields; perhaps none
   */
  static HtmlReport of(CountResults results, Map<String, BufferedImage> pictures) {
    SlideCounts slide = results.slide();
    HtmlReport report = means(HtmlReport.of("Cells of " + fields(slide)), slide);
    Optional<Differential> differential = results.differential();
    if (differential.isPresent()) {
      report = differential(report, differential.get());
    }
    Optional<Map<CellKind, CountAgreement>> agreement = results.agreement();
    if (agreement.isPresent()) {
      report = agreement(report, agreement.get());
    }
    report = table(report, slide);
    return pictures.isEmpty() ? report : pictures(report, slide, pictures);
  }

  private static String fields(SlideCounts slide) {
    return slide.fields().size() == 1 ? "one field" : slide.fields().size() + " fields";
  }

  private static HtmlReport means(HtmlReport report, SlideCounts slide) {
    List<List<String>> rows = new ArrayList<>();
    for (CellKind kind : CellKind.values()) {
      CountInterval mean = slide.perField(kind);
      rows.add(
          List.of(
              CountText.name(kind),
              Integer.toString(slide.total(kind)),
              CountText.number(mean.mean()),
              CountText.range(mean.low(), mean.high()),
              String.format(Locale.ROOT, "%.2f", mean.dispersion())));
    }
    return report.withTable(
        "Cells of a field",
        "The mean of "
            + fields(slide)
            + ", and the interval in which it would lie over all of the slide with 95 % confidence,"
            + " if the fields were chosen at random. It is the score interval of a Poisson count,"
            + " widened by the dispersion: by how many times the counts vary more from field to"
            + " field than those of cells that fall at random. Above 1 it is an estimate, and"
            + " Student's t stands for the normal quantile. Errors of the detector are not in it.",
        List.of("", "cells", "mean of a field", INTERVAL, "dispersion"),
        rows);
  }

  private static HtmlReport differential(HtmlReport report, Differential differential) {
    return report.withTable(
        "Differential of the white cells",
        "The share of each type among the white cells that were given one, as they were counted,"
            + " with Wilson's score interval: what chance does to the sample, as if the classifier"
            + " never erred. "
            + differential.rejected()
            + " more were rejected, as the classifier was not sure enough; the shares leave them"
            + " out.",
        List.of("type", "cells", "share", INTERVAL),
        differential.shares().stream()
            .map(
                share ->
                    List.of(
                        share.type().name(),
                        Integer.toString(share.counted()),
                        Tables.percent(share.share()),
                        CountText.range(share.interval())))
            .toList());
  }

  private static HtmlReport agreement(HtmlReport report, Map<CellKind, CountAgreement> agreement) {
    List<List<String>> rows = new ArrayList<>();
    agreement.forEach(
        (kind, counts) ->
            rows.add(
                List.of(
                    CountText.name(kind),
                    Integer.toString(counts.images()),
                    CountText.number(counts.bias()),
                    CountText.range(counts.biasEstimate()),
                    CountText.number(counts.lowerLimit().value()),
                    CountText.range(counts.lowerLimit()),
                    CountText.number(counts.upperLimit().value()),
                    CountText.range(counts.upperLimit()))));
    return report.withTable(
        "Agreement with manual counts",
        "The difference of a field is its count less the manual one (Bland and Altman 1986, 1999)."
            + " The bias is the mean difference; between the limits of agreement 95 % of the"
            + " differences are expected, if they are about normal and do not grow with the count."
            + " Fields of one patient are not independent: then the intervals are too narrow.",
        List.of("", "fields", "bias", INTERVAL, "lower limit", INTERVAL, "upper limit", INTERVAL),
        rows);
  }

  private static HtmlReport table(HtmlReport report, SlideCounts slide) {
    boolean typed = !slide.types().isEmpty();
    List<String> columns =
        new ArrayList<>(List.of("field", "red cells", "white cells", "platelets"));
    slide.types().forEach(type -> columns.add(type.type().name()));
    if (typed) {
      columns.add("no type");
    }
    return report.withTable(
        "Fields",
        "The cells of each field" + (typed ? ", and the white cells by type." : "."),
        columns,
        slide.fields().stream().map(field -> row(field, typed)).toList());
  }

  private static List<String> row(FieldCounts field, boolean typed) {
    List<String> row = new ArrayList<>(List.of(field.field()));
    Stream.of(CellKind.values()).forEach(kind -> row.add(Integer.toString(field.count(kind))));
    field.types().stream().map(TypeCount::count).forEach(count -> row.add(count.toString()));
    if (typed) {
      row.add(Integer.toString(field.rejected()));
    }
    return row;
  }

  private static HtmlReport pictures(
      HtmlReport report, SlideCounts slide, Map<String, BufferedImage> pictures) {
    String some =
        pictures.size() < slide.fields().size()
            ? pictures.size() + " of " + fields(slide) + ", spread evenly. "
            : "";
    String types = slide.types().isEmpty() ? "" : " The type of a white cell stands at its box.";
    return report.withPictures(
        "Counted cells",
        some
            + "Each box is a cell that was counted; below a field stands how many there are of each"
            + " colour. Cells without a box were not counted."
            + types,
        pictures);
  }
}
