package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.EpochSummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private double seconds = 1000;

  private Console console(boolean terminal) {
    return new Console(new PrintWriter(out), new PrintWriter(err), terminal);
  }

  private Progress progress(Console console) {
    return new Progress(console, () -> (long) (seconds * 1e9));
  }

  @Test
  void pipedItIsPlainLinesNowAndThen() {
    Progress progress = progress(console(false));
    for (int i = 1; i <= 20; i++) {
      seconds += 1;
      progress.progressed("features", i, 20);
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "features: 5 of 20, 15 s left",
            "features: 10 of 20, 10 s left",
            "features: 15 of 20, 5 s left",
            "features: 20 of 20, took 20 s");
    assertThat(err.toString()).doesNotContain("\r");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aStageThatIsOverAtOnceIsNotWorthALine() {
    Progress progress = progress(console(false));
    for (int i = 1; i <= 20; i++) {
      seconds += 0.01;
      progress.progressed("checking", i, 20);
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void eachStageHasItsOwnTime() {
    Progress progress = progress(console(false));
    seconds += 100;
    progress.progressed("first", 1, 1);
    seconds += 6;
    progress.progressed("second", 3, 6);
    assertThat(err.toString().lines())
        .containsExactly("first: 1 of 1, took 1 min 40 s", "second: 3 of 6, 6 s left");
  }

  @Test
  void onATerminalABarShowsTheTimeLeft() {
    Progress progress = progress(console(true));
    seconds += 30;
    progress.progressed("features", 25, 100);
    assertThat(err.toString())
        .isEqualTo("\rfeatures               [######..................]  25 %, 1 min 30 s left");
  }

  @Test
  void aLineOfResultsTakesThePlaceOfTheBar() {
    Console console = console(true);
    Progress progress = progress(console);
    seconds += 30;
    progress.progressed("features", 25, 100);
    int width = err.toString().length() - 1;
    console.print("result");
    assertThat(err.toString()).endsWith("\r" + " ".repeat(width) + "\r");
    assertThat(out.toString()).isEqualTo("result" + System.lineSeparator());
  }

  @Test
  void aBarIsNeverWiderThanATerminal() {
    Progress progress = progress(console(true));
    seconds += 30;
    progress.progressed("a stage whose name is much too long for a terminal of 80 columns", 1, 3);
    assertThat(err.toString()).hasSize(80);
  }

  @Test
  void whatIsToComeIsSaidBeforehand() {
    for (boolean terminal : new boolean[] {false, true}) {
      err.getBuffer().setLength(0);
      progress(console(terminal)).estimated(Duration.ofSeconds(725), 20);
      assertThat(err.toString().strip())
          .isEqualTo("an epoch takes about 12 min 05 s; at most 20 of them: 4 h 01 min");
    }
  }

  @Test
  void epochsSayHowTheyWent() {
    Progress progress = progress(console(false));
    seconds += 6;
    progress.epochEnded(new EpochSummary(3, 0.5, 0.8, 0.6251, 0.75, 0.001, 2));
    assertThat(err.toString().strip())
        .isEqualTo("epoch 3: loss 0.500, validation loss 0.625, validation accuracy 75.0 %");
  }
}
