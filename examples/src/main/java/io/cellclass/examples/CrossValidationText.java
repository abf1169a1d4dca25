package io.cellclass.examples;

import io.cellclass.CrossValidation;
import io.cellclass.Interval;
import java.util.ArrayList;
import java.util.List;

/** A cross-validation as text for a terminal. */
final class CrossValidationText {
  private static final String GAP = System.lineSeparator().repeat(2);

  private CrossValidationText() {}

  static String of(CrossValidated folds) {
    StringBuilder text = new StringBuilder("Cross-validation, ").append(folds.folds());
    CrossValidation recipe = folds.byName().values().iterator().next();
    text.append(" folds, seeds ").append(recipe.seeds()).append(':').append(GAP);
    text.append(table(folds)).append(GAP);
    text.append("The first repetition:").append(GAP);
    return text.append(Tables.confusion(recipe.evaluations().get(0)))
        .append(System.lineSeparator())
        .toString();
  }

  private static TextTable table(CrossValidated folds) {
    boolean grouped =
        folds.byName().values().stream()
            .anyMatch(measured -> Groups.areIn(measured.evaluations().get(0)));
    List<String> header =
        new ArrayList<>(List.of("classifier", "accuracy", "+-", "95 % interval", "macro F1"));
    if (grouped) {
      CrossValidation first = folds.byName().values().iterator().next();
      header.add(Groups.counted(first.evaluations().get(0).byGroup()) + " right");
    }
    TextTable table = new TextTable().row(header);
    folds
        .byName()
        .forEach(
            (name, measured) -> {
              Interval interval = measured.accuracyInterval();
              List<String> row =
                  new ArrayList<>(
                      List.of(
                          name,
                          Tables.percent(measured.meanAccuracy()),
                          measured.seeds().size() == 1
                              ? "-"
                              : Tables.percent(measured.standardDeviation()),
                          Tables.percent(interval.low()) + " to " + Tables.percent(interval.high()),
                          Tables.ratio(mean(measured, false))));
              if (grouped) {
                row.add(Tables.percent(mean(measured, true)));
              }
              table.row(row);
            });
    return table;
  }

  /** The mean over the seeds of macro F1 of the images, or of the accuracy of the groups. */
  private static double mean(CrossValidation measured, boolean ofGroups) {
    return measured.evaluations().stream()
        .mapToDouble(each -> ofGroups ? each.byGroup().accuracy() : each.macroF1())
        .average()
        .orElse(0);
  }
}
