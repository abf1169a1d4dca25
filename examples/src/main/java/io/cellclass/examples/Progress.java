package io.cellclass.examples;

import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far the work has come: on a terminal a bar with the time left, else now and then a
 * plain line.
 */
final class Progress implements TrainingListener {
  private static final double PLAIN_LINE_SECONDS = 5;
  private static final double REDRAW_SECONDS = 0.1;
  // A shorter stage is over before anyone wonders.
  private static final double NOTEWORTHY_SECONDS = 1;
  private static final int BAR = 24;

  private final Console console;
  private final LongSupplier nanoseconds;
  private String stage = "";
  private int done;
  private long stageStart;
  private long lastEvent;
  private long lastLine;

  Progress(Console console) {
    this(console, System::nanoTime);
  }

  Progress(Console console, LongSupplier nanoseconds) {
    this.console = console;
    this.nanoseconds = nanoseconds;
    this.lastEvent = nanoseconds.getAsLong();
    this.lastLine = lastEvent;
  }

  @Override
  public void progressed(String stage, int done, int total) {
    long now = enter(stage, done);
    double elapsed = seconds(stageStart, now);
    if (done >= total) {
      if (elapsed >= NOTEWORTHY_SECONDS) {
        line(now, stage + ": " + total + " of " + total + ", took " + Durations.text(elapsed));
      }
      return;
    }
    double left = done == 0 ? Double.NaN : elapsed / done * (total - done);
    if (console.isTerminal()) {
      redraw(now, bar(stage, done, total, left));
    } else if (due(now, PLAIN_LINE_SECONDS)) {
      line(now, stage + ": " + done + " of " + total + timeLeft(left));
    }
  }

  @Override
  public void estimated(Duration epoch, int mostEpochs) {
    double seconds = epoch.toNanos() / 1e9;
    line(
        nanoseconds.getAsLong(),
        "an epoch takes about "
            + Durations.text(seconds)
            + "; at most "
            + mostEpochs
            + " of them: "
            + Durations.text(seconds * mostEpochs));
  }

  @Override
  public void epochEnded(EpochSummary summary) {
    long now = enter("epochs", summary.epoch());
    String text =
        String.format(
            Locale.ROOT,
            "epoch %d: loss %.3f, validation loss %.3f, validation accuracy %.1f %%",
            summary.epoch(),
            summary.trainingLoss(),
            summary.validationLoss(),
            100 * summary.validationAccuracy());
    if (console.isTerminal()) {
      redraw(now, text);
    } else if (due(now, PLAIN_LINE_SECONDS)) {
      line(now, text);
    }
  }

  private long enter(String stage, int done) {
    long now = nanoseconds.getAsLong();
    if (!stage.equals(this.stage) || done < this.done) {
      // Its first step began when the stage before it ended.
      stageStart = lastEvent;
      this.stage = stage;
    }
    this.done = done;
    lastEvent = now;
    return now;
  }

  private void redraw(long now, String text) {
    if (due(now, REDRAW_SECONDS)) {
      lastLine = now;
      console.showTransient(text);
    }
  }

  private void line(long now, String text) {
    lastLine = now;
    console.note(text);
  }

  private boolean due(long now, double interval) {
    return seconds(lastLine, now) >= interval;
  }

  private static String bar(String stage, int done, int total, double left) {
    int filled = (int) ((long) BAR * done / total);
    return String.format(
        Locale.ROOT,
        "%-22s [%s%s] %3d %%%s",
        stage,
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        100L * done / total,
        timeLeft(left));
  }

  private static String timeLeft(double seconds) {
    return Double.isNaN(seconds) ? "" : ", " + Durations.text(seconds) + " left";
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
