package io.cellclass.report;

import io.cellclass.CrossValidation;
import io.cellclass.Evaluation;
import java.util.List;

/** How well all images are recognised by classifiers that were trained without them. */
record CrossValidationSection(CrossValidation validation) implements Section {
  @Override
  public Place place() {
    return Place.CROSS_VALIDATION;
  }

  @Override
  public String heading() {
    return "Cross-validation";
  }

  @Override
  public void write(Html html, Figures figures) {
    List<Evaluation> evaluations = validation.evaluations();
    html.open("p", "class", "headline");
    html.element("span", Numbers.percent(validation.meanAccuracy()), "class", "large").text(" ");
    html.element("span", "mean accuracy", "class", "what").text(" ");
    html.element("span", interval(), "class", "interval").closeLine();
    Table table =
        Table.open(
            html,
            "All images, each judged by a classifier that was trained without its fold",
            0,
            "seed",
            "images",
            "accuracy",
            "balanced accuracy",
            "macro F1",
            "log-loss in nats");
    for (int i = 0; i < evaluations.size(); i++) {
      Evaluation evaluation = evaluations.get(i);
      table.row(
          String.valueOf(validation.seeds().get(i)),
          String.valueOf(evaluation.images()),
          Numbers.percent(evaluation.accuracy()),
          Numbers.percent(evaluation.balancedAccuracy()),
          Numbers.ratio(evaluation.macroF1()),
          Numbers.ratio(evaluation.logLoss()));
    }
    table.close();
    html.element(
        "p",
        "The interval holds for other images like these; images of a group, and an image under"
            + " several seeds, are not taken for independent. The standard deviation tells what"
            + " chance in folds and training does.",
        "class",
        "note");
  }

  private String interval() {
    String interval = "95 % interval " + Numbers.percent(validation.accuracyInterval());
    int seeds = validation.seeds().size();
    return seeds == 1
        ? interval
        : Numbers.format(
            "%s; standard deviation over %d seeds %s",
            interval, seeds, Numbers.percent(validation.standardDeviation()));
  }
}
