package io.cellclass.report;

import io.cellclass.Evaluation;
import java.util.OptionalDouble;

/** The figures that sum an evaluation up: the accuracy large, the others beside it. */
final class KeyFigures {
  private KeyFigures() {}

  static void write(Html html, Evaluation evaluation) {
    html.open("div", "class", "summary");
    html.open("p", "class", "headline");
    html.element("span", Numbers.percent(evaluation.accuracy()), "class", "large").text(" ");
    html.element("span", "accuracy", "class", "what").text(" ");
    html.element(
            "span",
            Numbers.format(
                "95 %% interval %s; %d of %d images right",
                Numbers.percent(evaluation.accuracyInterval()),
                evaluation.confusion().correct(),
                evaluation.images()),
            "class",
            "interval")
        .closeLine();
    html.open("dl", "class", "figures-of-merit");
    figure(html, "balanced accuracy", Numbers.percent(evaluation.balancedAccuracy()));
    figure(html, "macro F1", Numbers.ratio(evaluation.macroF1()));
    figure(html, "Cohen\u2019s kappa", Numbers.ratio(evaluation.cohensKappa()));
    if (evaluation.labels().size() > 2) {
      figure(html, "top-2 accuracy", Numbers.percent(evaluation.topAccuracy(2)));
    }
    figure(html, "log-loss in nats", Numbers.ratio(evaluation.logLoss()));
    OptionalDouble area = evaluation.macroRocAuc();
    if (area.isPresent()) {
      figure(html, "macro ROC AUC", Numbers.ratio(area.getAsDouble()));
    }
    figure(html, "calibration error", Numbers.ratio(evaluation.expectedCalibrationError()));
    html.close().closeLine();
    writeGroups(html, evaluation);
  }

  private static void figure(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).closeLine();
  }

  private static void writeGroups(Html html, Evaluation images) {
    if (!Groups.areIn(images)) {
      return;
    }
    Evaluation groups = images.byGroup();
    Table table =
        Table.open(
            html,
            "Per image and per group",
            1,
            "counted",
            "number",
            "right",
            "accuracy",
            "95 % interval",
            "macro F1");
    row(table, "images", images, Numbers.percent(images.accuracyInterval()));
    boolean mixed = Groups.areMixed(groups);
    row(
        table,
        Groups.counted(groups),
        groups,
        mixed ? Numbers.NONE : Numbers.percent(groups.accuracyInterval()));
    table.close();
    html.element(
        "p",
        "Images of a group are alike, so that the interval per image is too narrow. A group is"
            + " judged by the mean probabilities of its images."
            + (mixed
                ? Numbers.format(
                    " Here the images of a group have several true classes, each of which counts"
                        + " for itself. There are %d groups, and what belongs to one of them is"
                        + " not independent: no interval is given.",
                    Groups.count(groups))
                : ""),
        "class",
        "note");
  }

  private static void row(Table table, String counted, Evaluation evaluation, String interval) {
    table.row(
        counted,
        String.valueOf(evaluation.images()),
        String.valueOf(evaluation.confusion().correct()),
        Numbers.percent(evaluation.accuracy()),
        interval,
        Numbers.ratio(evaluation.macroF1()));
  }
}
