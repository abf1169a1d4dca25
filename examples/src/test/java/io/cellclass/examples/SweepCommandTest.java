package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.EpochSummary;
import io.cellclass.report.StepAccuracy;
import io.cellclass.report.SweepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {
  @TempDir private Path folder;
  private final FakeModels models = new FakeModels();
  private Path data;
  private Path out;

  @BeforeEach
  void prepareTwentyImagesOfEachClass() throws IOException {
    data = folder.resolve("data");
    out = folder.resolve("sweep");
    for (int i = 0; i < 20; i++) {
      PlainImages.write(data.resolve("alpha/a" + i + ".png"), 0, 90);
      PlainImages.write(data.resolve("beta/b" + i + ".png"), 1, 80);
    }
  }

  private CommandRun sweep(Object... more) {
    List<Object> args = new ArrayList<>(List.of("sweep", "--data", data, "--out", out));
    args.addAll(List.of(more));
    return CommandRun.of(models, args.toArray());
  }

  @Test
  void everyRateIsTriedWithEverySeed() throws IOException {
    CommandRun run = sweep("--learning-rates", "1e-4,0.01", "--seeds", 2, "--seed", 7);
    assertThat(run.status()).isZero();
    assertThat(models.plans)
        .extracting(plan -> plan.descent().learningRate() + " " + plan.seed())
        .containsExactly("1.0E-4 7", "1.0E-4 8", "0.01 7", "0.01 8");
    assertThat(models.plans).extracting(TrainingPlan::recipe).containsOnly(Recipe.PAPER);
    // 32 images in mini-batches of 16: two steps an epoch, and FakeModels has two epochs.
    assertThat(Files.readAllLines(out.resolve("sweep.csv")))
        .startsWith(
            "learning_rate,seed,step,validation_accuracy,kept,diverged_in_epoch",
            "0.0001,7,2,0.500000,1.000000,",
            "0.0001,7,4,0.500000,1.000000,")
        .hasSize(9);
    assertThat(run.outLines().get(0))
        .startsWith("learning rate  seeds")
        .contains("at step 4")
        .doesNotContain("diverged");
    assertThat(run.outLines().get(1)).startsWith("0.0001").contains(" 2 ", "50.0 %", "100.0 %");
    assertThat(out.resolve("report.html")).exists();
  }

  @Test
  void aRateThatDivergesDoesNotEndTheSweep() throws IOException {
    models.divergingRate = 1;
    CommandRun run = sweep("--learning-rates", "1,0.5", "--seeds", 2, "--seed", 7);
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("learning rate 1, seed 7: diverged in epoch 2")
        .contains("learning rate 0.5, seed 8: 100.0 % after 2 epochs");
    // One epoch had ended before.
    assertThat(Files.readAllLines(out.resolve("sweep.csv")))
        .containsExactly(
            "learning_rate,seed,step,validation_accuracy,kept,diverged_in_epoch",
            "1,7,2,0.500000,,2",
            "1,8,2,0.500000,,2",
            "0.5,7,2,0.500000,1.000000,",
            "0.5,7,4,0.500000,1.000000,",
            "0.5,8,2,0.500000,1.000000,",
            "0.5,8,4,0.500000,1.000000,");
    assertThat(run.outLines().get(0)).endsWith("diverged");
    assertThat(run.outLines().get(1)).matches("1 +2( +-){5} +2");
    assertThat(run.outLines().get(2)).contains("100.0 %").endsWith(" 0");
    assertThat(out.resolve("report.html")).content().contains("2 (in epochs 2, 2)");
  }

  @Test
  void aRunWithoutAnEpochHasALineToo() {
    assertThat(SweepText.csv(List.of(SweepRun.diverged(3e-5, 1, 1, List.of()))).lines())
        .containsExactly(
            "learning_rate,seed,step,validation_accuracy,kept,diverged_in_epoch", "3e-5,1,,,,1");
  }

  @Test
  void whatIsTrainedIsKeptWhenALaterTrainingFails() throws IOException {
    models.failingFrom = 2;
    CommandRun run = sweep("--learning-rates", "0.1", "--seeds", 3);
    assertThat(run.status()).isEqualTo(1);
    assertThat(Files.readAllLines(out.resolve("sweep.csv")))
        .hasSize(5)
        .anyMatch(line -> line.startsWith("0.1,42,4,"))
        .anyMatch(line -> line.startsWith("0.1,43,4,"));
  }

  /** As the recipe best does: it begins with a solver's iterations. */
  @Test
  void onlyEpochsOfGradientDescentAreSteps() throws IOException {
    models.history =
        List.of(
            new EpochSummary(1, 0.5, 0.5, 0.5, 0.25, 0, 1),
            new EpochSummary(2, 0.5, 0.5, 0.5, 0.5, 0, 1),
            new EpochSummary(3, 0.5, 0.5, 0.5, 0.75, 0.001, 1),
            new EpochSummary(4, 0.5, 0.5, 0.5, 1, 0.0005, 1));
    CommandRun run = sweep("--learning-rates", "0.001", "--seeds", 1, "--recipe", "best");
    assertThat(Files.readAllLines(out.resolve("sweep.csv")).subList(1, 3))
        .containsExactly("0.001,42,2,0.750000,1.000000,", "0.001,42,4,1.000000,1.000000,");
    assertThat(Files.readAllLines(out.resolve("sweep.csv"))).hasSize(3);
    assertThat(run.err()).contains("100.0 % after 2 epochs");
  }

  @Test
  void theTableCarriesTheLastAccuracyOn() {
    String table =
        SweepText.table(
            List.of(
                SweepRun.of(
                    0.1, 1, 0.4, List.of(new StepAccuracy(10, 0.2), new StepAccuracy(20, 0.4))),
                SweepRun.of(0.1, 2, 0.8, List.of(new StepAccuracy(5, 0.8)))));
    // At the steps 1, 2, 5 and 10, of which the second training has no accuracy before 5, the
    // first none before 10; and at 20.
    assertThat(table.lines().toList().get(1))
        .matches("0[.]1 +2 +- +- +- +50[.]0 % +60[.]0 % +60[.]0 % +28[.]3 %");
  }

  @ParameterizedTest
  @CsvSource({"1e-4, 0.0001", "3e-5, 3e-5", "0.0012345, 0.0012345", "2.5e-7, 2.5e-7", "10, 10"})
  void ratesAreWrittenAsPeopleDo(double rate, String text) {
    assertThat(SweepText.rate(rate)).isEqualTo(text);
  }

  @Test
  void aValidationSetThatSharesImagesIsRefused() throws IOException {
    CommandRun run = sweep("--learning-rates", "0.1", "--validation", data);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("alpha/a0.png", "--allow-leaks");
    assertThat(models.learnt).isEmpty();
    CommandRun allowed =
        sweep("--learning-rates", "0.1", "--validation", data, "--allow-leaks", "--seeds", 1);
    assertThat(allowed.status()).isZero();
    assertThat(out.resolve("report.html")).content().contains("40 pairs were found");
  }

  @Test
  void imagesThatADivisionWouldPutApartAreRefused() throws IOException {
    Files.copy(data.resolve("alpha/a0.png"), data.resolve("alpha/again.png"));
    CommandRun run = sweep("--learning-rates", "0.1", "--seeds", 1);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("again.png");
    assertThat(models.learnt).isEmpty();
    CommandRun together = sweep("--learning-rates", "0.1", "--seeds", 1, "--group-duplicates");
    assertThat(together.status()).isZero();
    assertThat(out.resolve("report.html")).content().contains("Audit of the groups");
  }

  @Test
  void theReportTellsTheCommandLine() throws IOException {
    sweep("--learning-rates", "1e-4,0.01", "--seeds", 1, "--leave-out", "beta");
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page)
        .contains(row("--data", data), row("--out", out))
        .contains(row("--learning-rates", "1e-4,0.01"), row("--seeds", "1"))
        .contains(row("--leave-out", "beta"));
  }

  private static String row(String option, Object value) {
    return "<tr><th scope=\"row\">" + option + "</th><td>" + value + "</td></tr>";
  }

  @Test
  void aValidationSetIsTheSameForEverySeed() throws IOException {
    Path validation = folder.resolve("validation");
    PlainImages.write(validation.resolve("beta/v.png"), 1, 90);
    sweep("--learning-rates", "0.1", "--seeds", 2, "--validation", validation);
    assertThat(models.learnt)
        .hasSize(2)
        .allSatisfy(sets -> assertThat(sets.training().size()).isEqualTo(40))
        .allSatisfy(sets -> assertThat(sets.validation().size()).isEqualTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--learning-rates 0; --learning-rates must be positive, not 0.0",
        "--learning-rates 0.1 --seeds 0; --seeds must be at least 1, not 0",
        "--learning-rates 0.1 --learning-rate 0.2; takes the place of --learning-rate",
        "--learning-rates 0.1 --recipe default; --recipe default has no learning rate"
      })
  void optionsThatDoNotFitAreRefused(String options, String problem) {
    CommandRun run = sweep((Object[]) options.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errLines().get(0)).contains(problem);
    assertThat(models.plans).isEmpty();
    assertThat(out).doesNotExist();
  }
}
