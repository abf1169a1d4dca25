package io.cellclass.report;

import io.cellclass.ConfusionMatrix;
import io.cellclass.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which classes were taken for which: the matrix as pictures and as a table, and its largest
 * errors.
 */
final class ConfusionPart {
  private static final int MOST_CONFUSIONS = 10;

  /** Images of one class that were taken for another. */
  private record Confusion(Label truth, Label predicted, int images, int support) {}

  private ConfusionPart() {}

  static void write(Html html, Figures figures, String slug, ConfusionMatrix matrix)
      throws IOException {
    if (matrix.labels().size() <= ConfusionPicture.MOST_LABELS) {
      html.open("div", "class", "figures");
      figures.draw(
          html,
          slug + "-confusion-counts",
          "Confusion matrix of counts; the table of counts has the values.",
          "How many images of each class were given each label.",
          () -> ConfusionPicture.countsOf(matrix));
      figures.draw(
          html,
          slug + "-confusion-shares",
          "Confusion matrix, each row in per cent of its class; the table of counts has the values.",
          "The same, as the share of the images of the true class.",
          () -> ConfusionPicture.sharesOf(matrix));
      html.closeLine();
    }
    writeLargest(html, matrix);
    writeCounts(html, matrix);
  }

  private static void writeLargest(Html html, ConfusionMatrix matrix) {
    List<Confusion> confusions = confusions(matrix);
    if (confusions.isEmpty()) {
      html.element("p", "No image was given a wrong label.");
      return;
    }
    Table table =
        Table.open(
            html,
            "Most frequent confusions",
            2,
            "true class",
            "taken for",
            "images",
            "share of the true class",
            "95 % interval");
    confusions.stream()
        .limit(MOST_CONFUSIONS)
        .forEach(
            confusion ->
                table.row(
                    confusion.truth.name(),
                    confusion.predicted.name(),
                    String.valueOf(confusion.images),
                    Numbers.percent((double) confusion.images / confusion.support),
                    Numbers.interval(confusion.images, confusion.support)));
    table.close();
  }

  /** All confusions, those of most images first, ties in the order of the labels. */
  private static List<Confusion> confusions(ConfusionMatrix matrix) {
    List<Confusion> confusions = new ArrayList<>();
    for (Label truth : matrix.labels()) {
      int support = matrix.of(truth).support();
      for (Label predicted : matrix.labels()) {
        int images = matrix.count(truth, predicted);
        if (images > 0 && !truth.equals(predicted)) {
          confusions.add(new Confusion(truth, predicted, images, support));
        }
      }
    }
    confusions.sort(Comparator.comparingInt(Confusion::images).reversed());
    return confusions;
  }

  private static void writeCounts(Html html, ConfusionMatrix matrix) {
    html.open("details").element("summary", "Table of counts");
    List<String> columns = new ArrayList<>(List.of("true \\ predicted"));
    matrix.labels().forEach(label -> columns.add(label.name()));
    Table table = Table.open(html, "Images of each true class by predicted class", 1, columns);
    for (Label truth : matrix.labels()) {
      List<String> row = new ArrayList<>(List.of(truth.name()));
      matrix.labels().forEach(label -> row.add(String.valueOf(matrix.count(truth, label))));
      table.row(row);
    }
    table.close();
    html.closeLine();
  }
}
