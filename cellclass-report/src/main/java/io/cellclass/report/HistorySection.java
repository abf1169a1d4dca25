package io.cellclass.report;

import io.cellclass.EpochSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How a training went, epoch by epoch. */
record HistorySection(List<EpochSummary> history) implements Section {
  // From here on, equal distances of powers of ten show more.
  private static final double WIDE = 20;

  @Override
  public Place place() {
    return Place.TRAINING;
  }

  @Override
  public String heading() {
    return "Training";
  }

  @Override
  public void write(Html html, Figures figures) throws IOException {
    html.element("p", summary());
    html.open("div", "class", "figures");
    figures.draw(
        html,
        "training-loss",
        "Curves of the loss on training and validation images over the epochs; the table of epochs"
            + " has the values.",
        "Loss: mean cross-entropy in nats after each epoch.",
        () -> lossChart().draw());
    figures.draw(
        html,
        "training-accuracy",
        "Curves of the accuracy on training and validation images over the epochs; the table of"
            + " epochs has the values.",
        "Accuracy: share of images recognised after each epoch.",
        () -> accuracyChart().draw());
    if (hasLearningRate()) {
      figures.draw(
          html,
          "training-learning-rate",
          "Curve of the learning rate over the epochs; the table of epochs has the values.",
          "Learning rate in each epoch.",
          () -> learningRateChart().draw());
    }
    html.closeLine();
    writeTable(html);
  }

  private String summary() {
    double seconds = history.stream().mapToDouble(EpochSummary::seconds).sum();
    List<String> best = new ArrayList<>();
    lowest(EpochSummary::validationLoss)
        .ifPresent(
            epoch ->
                best.add(
                    Numbers.format(
                        "the validation loss was lowest after epoch %d (%s)",
                        epoch.epoch(), Numbers.ratio(epoch.validationLoss()))));
    lowest(epoch -> -epoch.validationAccuracy())
        .ifPresent(
            epoch ->
                best.add(
                    Numbers.format(
                        "the validation accuracy was highest after epoch %d (%s)",
                        epoch.epoch(), Numbers.percent(epoch.validationAccuracy()))));
    String text =
        Numbers.format(
            "%d %s in %s seconds",
            history.size(), history.size() == 1 ? "epoch" : "epochs", Numbers.rate(seconds));
    return best.isEmpty() ? text + "." : text + "; " + String.join(", ", best) + ".";
  }

  /** The first epoch with the smallest value that is a number. */
  private Optional<EpochSummary> lowest(ToDoubleFunction<EpochSummary> value) {
    return history.stream()
        .filter(epoch -> Double.isFinite(value.applyAsDouble(epoch)))
        .min(Comparator.comparingDouble(value));
  }

  private CurveChart lossChart() {
    return overEpochs("loss in nats", Numbers.AXIS_RATIO)
        .curve("training", points(EpochSummary::trainingLoss))
        .curve("validation", points(EpochSummary::validationLoss));
  }

  private CurveChart accuracyChart() {
    return overEpochs("accuracy", Numbers.AXIS_PERCENT)
        .curve("training", points(EpochSummary::trainingAccuracy))
        .curve("validation", points(EpochSummary::validationAccuracy));
  }

  private boolean hasLearningRate() {
    return history.stream().anyMatch(epoch -> epoch.learningRate() != 0);
  }

  private CurveChart learningRateChart() {
    double[] rates = history.stream().mapToDouble(EpochSummary::learningRate).sorted().toArray();
    CurveChart chart = overEpochs("learning rate", Numbers.AXIS_RATE);
    if (rates[0] > 0 && rates[rates.length - 1] > WIDE * rates[0]) {
      chart.logarithmicY(true);
    }
    return chart.curve("learning rate", points(EpochSummary::learningRate));
  }

  private CurveChart overEpochs(String yTitle, String yNumbers) {
    int first = history.get(0).epoch();
    int last = history.get(history.size() - 1).epoch();
    double margin = first == last ? 1 : 0.02 * (last - first);
    return new CurveChart("epoch", yTitle)
        .xFrom(first - margin, last + margin)
        .numbers(Numbers.AXIS_WHOLE, yNumbers);
  }

  private List<Point> points(ToDoubleFunction<EpochSummary> value) {
    return history.stream()
        .map(epoch -> new Point(epoch.epoch(), value.applyAsDouble(epoch)))
        .toList();
  }

  private void writeTable(Html html) {
    html.open("details").element("summary", "Table of epochs");
    Table table =
        Table.open(
            html,
            "Loss, accuracy and learning rate of each epoch",
            0,
            "epoch",
            "training loss",
            "validation loss",
            "training accuracy",
            "validation accuracy",
            "learning rate",
            "seconds");
    for (EpochSummary epoch : history) {
      table.row(
          String.valueOf(epoch.epoch()),
          Numbers.ratio(epoch.trainingLoss()),
          Numbers.ratio(epoch.validationLoss()),
          Numbers.percent(epoch.trainingAccuracy()),
          Numbers.percent(epoch.validationAccuracy()),
          epoch.learningRate() == 0 ? Numbers.NONE : Numbers.rate(epoch.learningRate()),
          Numbers.rate(epoch.seconds()));
    }
    table.close();
    html.closeLine();
  }
}
