package io.cellclass.report;

import io.cellclass.CrossValidation;
import io.cellclass.Evaluation;
import io.cellclass.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How well all images are recognised by classifiers that were trained without them.
 *
 * @param validations by what they are of, at least one; the first one heads the part
 */
record CrossValidationSection(List<Map.Entry<String, CrossValidation>> validations)
    implements Section {
  CrossValidationSection {
    CrossValidation first = validations.get(0).getValue();
    for (Map.Entry<String, CrossValidation> other : validations) {
      if (!other.getValue().seeds().equals(first.seeds())
          || !images(other.getValue()).equals(images(first))) {
        throw new IllegalArgumentException(
            "expected cross-validations of the same images with the seeds "
                + first.seeds()
                + ", found others in "
                + other);
      }
    }
  }

  private static Set<String> images(CrossValidation validation) {
    return validation.evaluations().get(0).outcomes().stream()
        .map(Outcome::id)
        .collect(Collectors.toSet());
  }

  @Override
  public Place place() {
    return Place.CROSS_VALIDATION;
  }

  @Override
  public String heading() {
    return "Cross-validation";
  }

  @Override
  public boolean hasScoreIntervals() {
    return true;
  }

  @Override
  public void write(Html html, Figures figures) {
    CrossValidation first = validations.get(0).getValue();
    Evaluation images = first.evaluations().get(0);
    html.open("p", "class", "headline");
    html.element("span", Numbers.percent(first.meanAccuracy()), "class", "large").text(" ");
    html.element("span", "mean accuracy", "class", "what").text(" ");
    html.element("span", interval(first), "class", "interval").closeLine();
    List<String> groups =
        Groups.areIn(images) ? List.of(Groups.counted(images.byGroup())) : List.of();
    writeMeans(html, groups);
    writeSeeds(html, groups);
    html.element(
        "p",
        "Each image is judged by a classifier that was trained without its fold. The interval holds"
            + " for other images like these; images of a group, and an image under several seeds,"
            + " are not taken for independent. The standard deviation tells what chance in folds"
            + " and training does."
            + (groups.isEmpty()
                ? ""
                : " A group is judged by the mean probabilities of its images"
                    + (groups.contains("groups") ? "." : ", those of each true class apart.")),
        "class",
        "note");
  }

  /** A row for each, with the means over the seeds. */
  private void writeMeans(Html html, List<String> groups) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "classifier",
                "accuracy",
                "95 % interval",
                "standard deviation",
                "balanced accuracy"));
    columns.addAll(List.of("macro F1", "log-loss in nats"));
    groups.forEach(counted -> columns.add(counted + " right"));
    Table table = Table.open(html, "Means over the seeds", 1, columns);
    validations.forEach(
        entry -> {
          CrossValidation validation = entry.getValue();
          List<String> row = new ArrayList<>();
          row.add(entry.getKey());
          row.add(Numbers.percent(validation.meanAccuracy()));
          row.add(Numbers.percent(validation.accuracyInterval()));
          row.add(
              validation.seeds().size() == 1
                  ? Numbers.NONE
                  : Numbers.percent(validation.standardDeviation()));
          row.add(Numbers.percent(mean(validation, Evaluation::balancedAccuracy)));
          row.add(Numbers.ratio(mean(validation, Evaluation::macroF1)));
          row.add(Numbers.ratio(mean(validation, Evaluation::logLoss)));
          groups.forEach(
              counted ->
                  row.add(Numbers.percent(mean(validation, each -> each.byGroup().accuracy()))));
          table.row(row);
        });
    table.close();
  }

  private static double mean(CrossValidation validation, ToDoubleFunction<Evaluation> measure) {
    return validation.evaluations().stream().mapToDouble(measure).average().orElseThrow();
  }

  /** A row for each and each seed. */
  private void writeSeeds(Html html, List<String> groups) {
    List<String> columns =
        new ArrayList<>(List.of("classifier", "seed", "images", "right", "accuracy"));
    for (String counted : groups) {
      columns.addAll(List.of(counted, "right", "accuracy"));
    }
    Table table = Table.open(html, "Seed by seed", 1, columns);
    validations.forEach(
        entry -> {
          CrossValidation validation = entry.getValue();
          for (int i = 0; i < validation.seeds().size(); i++) {
            Evaluation images = validation.evaluations().get(i);
            List<String> row = new ArrayList<>();
            row.add(entry.getKey());
            row.add(String.valueOf(validation.seeds().get(i)));
            addCounts(row, images);
            groups.forEach(counted -> addCounts(row, images.byGroup()));
            table.row(row);
          }
        });
    table.close();
  }

  private static void addCounts(List<String> row, Evaluation evaluation) {
    row.add(String.valueOf(evaluation.images()));
    row.add(String.valueOf(evaluation.confusion().correct()));
    row.add(Numbers.percent(evaluation.accuracy()));
  }

  private static String interval(CrossValidation validation) {
    String interval = "95 % interval " + Numbers.percent(validation.accuracyInterval());
    int seeds = validation.seeds().size();
    return seeds == 1
        ? interval
        : Numbers.format(
            "%s; standard deviation over %d seeds %s",
            interval, seeds, Numbers.percent(validation.standardDeviation()));
  }
}
