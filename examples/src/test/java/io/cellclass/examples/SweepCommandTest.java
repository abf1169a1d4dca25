package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

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
            "learning_rate,seed,step,validation_accuracy,kept",
            "1.0E-4,7,2,0.500000,1.000000",
            "1.0E-4,7,4,0.500000,1.000000")
        .hasSize(9);
    assertThat(run.outLines().get(0)).startsWith("learning rate  seeds").contains("at step 4");
    assertThat(run.outLines().get(1)).startsWith("1.0E-4").contains(" 2 ", "50.0 %", "100.0 %");
    assertThat(out.resolve("report.html")).exists();
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
