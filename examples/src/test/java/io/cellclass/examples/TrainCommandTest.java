package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cellclass.LabelSet;
import io.cellclass.Sample;
import io.cellclass.dl4j.Balance;
import io.cellclass.dl4j.Optimizer;
import io.cellclass.dl4j.Trainable;
import io.cellclass.examples.TrainingPlan.Descent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
  @TempDir private Path folder;
  private final FakeModels models = new FakeModels();
  private Path data;
  private Path out;
  private Path json;

  @BeforeEach
  void prepareTenImagesOfEachClass() throws IOException {
    data = folder.resolve("data");
    out = folder.resolve("m.cellclass");
    json = folder.resolve("training.json");
    for (int i = 0; i < 10; i++) {
      PlainImages.write(data.resolve("alpha/a" + i + ".png"), 0, 90);
      PlainImages.write(data.resolve("beta/b" + i + ".png"), 1, 80);
    }
  }

  private CommandRun train(Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--data", data, "--out", out));
    args.addAll(List.of(more));
    return CommandRun.of(models, args.toArray());
  }

  private TrainingData learnt() {
    assertThat(models.learnt).hasSize(1);
    return models.learnt.get(0);
  }

  @Test
  void keepsAFifthOfEachClassForValidation() {
    CommandRun run = train();
    assertThat(run.status()).isZero();
    assertThat(out).exists();
    assertThat(learnt().training().size()).isEqualTo(16);
    assertThat(learnt().validation().size()).isEqualTo(4);
    for (var label : learnt().validation().labels()) {
      assertThat(learnt().validation().count(label)).isEqualTo(2);
    }
    assertThat(run.out()).contains("alpha         8           2", "Saved " + out);
  }

  @Test
  void keepsImagesOfOneGroupTogether() throws IOException {
    List<String> lines = new ArrayList<>(List.of("file,label,group"));
    for (int i = 0; i < 10; i++) {
      lines.add("alpha/a" + i + ".png,alpha,patient" + i / 2);
      lines.add("beta/b" + i + ".png,beta,patient" + i / 2);
    }
    data = Files.write(data.resolve("all.csv"), lines);
    assertThat(train().status()).isZero();
    assertThat(learnt().training().size()).isEqualTo(16);
    assertThat(groups(learnt().training().samples()))
        .hasSize(4)
        .doesNotContainAnyElementsOf(groups(learnt().validation().samples()));
  }

  private static Set<String> groups(List<Sample> samples) {
    return samples.stream().map(Sample::group).collect(Collectors.toSet());
  }

  @Test
  void oneGroupCannotBeDivided() throws IOException {
    data =
        Files.write(
            data.resolve("one.csv"),
            List.of("file,label,group", "alpha/a1.png,alpha,p", "beta/b1.png,beta,p"));
    CommandRun run = train();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().contains("a group stays whole");
    assertThat(models.learnt).isEmpty();
  }

  @Test
  void theJsonHasWhatOtherProgramsRead() throws IOException {
    assertThat(train("--json", json).status()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "seconds",
            "epochs",
            "history",
            "labels",
            "trainingImages",
            "validationImages",
            "validation");
    assertThat(report.get("seconds").asDouble()).isBetween(0.0, 60.0);
    assertThat(report.get("epochs").asInt()).isEqualTo(2);
    assertThat(report.get("labels")).hasToString("[\"alpha\",\"beta\"]");
    assertThat(report.get("trainingImages").asInt()).isEqualTo(16);
    assertThat(report.get("validationImages").asInt()).isEqualTo(4);
    assertThat(report.get("validation").get("images").asInt()).isEqualTo(4);
    assertThat(report.get("validation").get("accuracy").asDouble()).isEqualTo(1);
    assertThat(report.get("history").get(0))
        .hasToString(
            "{\"epoch\":1,\"trainingLoss\":0.5,\"trainingAccuracy\":0.75,\"validationLoss\":0.625,"
                + "\"validationAccuracy\":0.5,\"learningRate\":0.001,\"seconds\":2.5}");
    // JSON has no infinity.
    assertThat(report.get("history").get(1).get("validationLoss").isNull()).isTrue();
  }

  @Test
  void optionsReachTheTrainer() {
    Path weights = folder.resolve("weights.h5");
    Path states = folder.resolve("states");
    train(
        "--recipe",
        "paper",
        "--size",
        96,
        "--epochs",
        7,
        "--seed",
        -3,
        "--backbone",
        weights,
        "--trainable",
        "blocks:2",
        "--optimizer",
        "sgd",
        "--learning-rate",
        0.5,
        "--batch",
        8,
        "--augment",
        "microscopy",
        "--balance",
        "sampling",
        "--patience",
        3,
        "--resume",
        states);
    assertThat(models.plans)
        .containsExactly(
            new TrainingPlan(
                Recipe.PAPER,
                96,
                7,
                -3,
                weights,
                AugmentationSet.MICROSCOPY,
                Balance.SAMPLING,
                new Descent(Trainable.blocks(2), Optimizer.sgd(0.9), 0.5, 8, 3),
                states,
                true));
  }

  @Test
  void weightsAreStoredCompactlyWhereAsked() {
    train();
    assertThat(models.compacted).isEmpty();
    train("--compact");
    assertThat(models.compacted).containsExactly(out);
  }

  @Test
  void withoutOptionsTheRecipeIsTheBetterOne() {
    train();
    assertThat(models.plans).containsExactly(TrainingPlan.of(Recipe.DEFAULT, 224, 42));
    assertThat(models.plans.get(0).epochs()).isEqualTo(200);
    train("--recipe", "paper");
    assertThat(models.plans.get(1).epochs()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--learning-rate 0.1; --learning-rate is not for --recipe default",
        "--trainable all; --trainable is not for --recipe default",
        "--checkpoints states; --checkpoints and --resume are not for --recipe default",
        "--recipe best --trainable head; --trainable head is not for --recipe best",
        "--recipe paper --learning-rate -1; --learning-rate must be positive, not -1.0",
        "--recipe paper --batch 0; --batch must be at least 1, not 0",
        "--recipe paper --trainable legs; legs",
        "--recipe paper --optimizer lion; expected adam or sgd, found lion",
        "--recipe paper --checkpoints a --resume b; --resume names the folder of --checkpoints",
        "--folds 1; --folds must be at least 2, not 1",
        "--folds 0; --folds must be at least 2, not 0",
        "--repeats 2; --repeats must be at least 1 and is for --folds",
        "--group-pattern (; expected a regular expression"
      })
  void optionsThatDoNotFitAreRefused(String options, String problem) {
    CommandRun run = train((Object[]) options.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errLines().get(0)).contains(problem);
    assertThat(models.plans).isEmpty();
  }

  @Test
  void theFileNameTellsTheGroup() {
    assertThat(train("--group-pattern", "([0-9])[.]png").status()).isZero();
    assertThat(groups(learnt().training().samples()))
        .hasSize(8)
        .doesNotContainAnyElementsOf(groups(learnt().validation().samples()));
  }

  @Test
  void labelsCanBeLeftOut() throws IOException {
    PlainImages.write(data.resolve("gamma/only.png"), 1, 80);
    assertThat(train("--leave-out", "gamma").status()).isZero();
    assertThat(learnt().training().labels()).isEqualTo(LabelSet.of("alpha", "beta"));
    CommandRun run = train("--leave-out", "delta");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("--leave-out names labels that no image has: [delta]");
  }

  @Test
  void crossValidationIsPrintedAndTheModelIsTrainedOnTheRest() throws IOException {
    CommandRun run = train("--folds", 5, "--repeats", 2, "--baselines", "--json", json);
    assertThat(run.status()).isZero();
    // Five folds with each of two seeds, and the classifier that is saved.
    assertThat(models.learnt).hasSize(11);
    assertThat(models.plans.stream().map(TrainingPlan::seed)).contains(42L, 43L);
    JsonNode folds = new ObjectMapper().readTree(json.toFile()).get("crossValidation");
    assertThat(folds.get("folds").asInt()).isEqualTo(5);
    assertThat(folds.get("default").get("accuracy").asDouble()).isEqualTo(1);
    assertThat(folds.get("default").get("repetitions")).hasSize(2);
    assertThat(folds.get("first").get("accuracy").asDouble()).isEqualTo(0.5);
    assertThat(run.out()).contains("Cross-validation, 5 folds, seeds [42, 43]", "Saved " + out);
  }

  /** Two folds, of half a second and more each: not what the features of the last training took. */
  @Test
  void theFoldsAreNoPartOfTheTimeOfATraining() {
    models.pause = Duration.ofMillis(600);
    assertThat(train("--folds", 2).err()).doesNotContain("took");
  }

  @Test
  void theReportIsWritten() {
    Path page = folder.resolve("page");
    CommandRun run = train("--report", page, "--baselines", "--folds", 2);
    assertThat(run.err()).doesNotContain("cellclass:");
    assertThat(run.status()).isZero();
    // The baseline is beside the recipe, on the validation images and in the folds.
    assertThat(page.resolve("report.html"))
        .content()
        .contains(
            "m.cellclass",
            row("--data", data),
            row("--report", page),
            row("--baselines", "yes"),
            row("--folds", 2))
        .contains("<th scope=\"row\">first</th><td class=\"n\">50.0 %</td>")
        .containsPattern(
            "Means over the seeds(?s:.*)>default<(?s:.*)>first<(?s:.*)Comparison</h2>");
  }

  private static String row(String option, Object value) {
    return "<tr><th scope=\"row\">" + option + "</th><td>" + value + "</td></tr>";
  }

  /** The baseline always says alpha: of two images of each class it has two right. */
  @Test
  void baselinesAreComparedOnTheTerminal() {
    CommandRun run = train("--baselines");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("p (McNemar)");
    assertThat(run.outLines())
        .anyMatch(line -> line.matches("m[.]cellclass +100[.]0 % .*"))
        .anyMatch(line -> line.matches("first +50[.]0 % .* 2 +0 +0[.]500"));
    assertThat(train().out()).doesNotContain("McNemar");
  }

  @Test
  void aValidationSetIsTakenAsItIs() throws IOException {
    Path validation = folder.resolve("validation");
    PlainImages.write(validation.resolve("beta/v.png"), 1, 90);
    CommandRun run = train("--validation", validation);
    assertThat(run.status()).isZero();
    assertThat(learnt().training().size()).isEqualTo(20);
    assertThat(learnt().validation().size()).isEqualTo(1);
    assertThat(learnt().validation().labels()).isEqualTo(learnt().training().labels());
  }

  @Test
  void aValidationLabelThatTrainingLacksIsAFailure() throws IOException {
    Path validation = folder.resolve("validation");
    PlainImages.write(validation.resolve("gamma/v.png"), 1, 90);
    CommandRun run = train("--validation", validation);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines())
        .containsExactly(
            "cellclass: the validation set has labels that the training set lacks: [gamma],"
                + " expected only [alpha, beta]");
  }

  @Test
  void imagesInBothSetsAreRefusedUnlessToldOtherwise() throws IOException {
    CommandRun run = train("--validation", data);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("alpha/a0.png", "and 10 more", "in 20 cases", "--allow-leaks");
    assertThat(models.learnt).isEmpty();
    assertThat(out).doesNotExist();
    CommandRun allowed = train("--validation", data, "--allow-leaks", "--json", json);
    assertThat(allowed.status()).isZero();
    assertThat(allowed.err()).contains("the figures are too good");
    assertThat(new ObjectMapper().readTree(json.toFile()).get("leaks")).hasSize(20);
  }

  @Test
  void foldsThatShareImagesAreRefused() throws IOException {
    Files.copy(data.resolve("alpha/a0.png"), data.resolve("alpha/again.png"));
    CommandRun run = train("--folds", 11, "--validation", folderOfOne());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("again.png", "--group-duplicates");
    assertThat(models.learnt).isEmpty();
    CommandRun together = train("--folds", 10, "--validation", folderOfOne(), "--group-duplicates");
    assertThat(together.status()).isZero();
    models.learnt.clear();
    Path page = folder.resolve("page");
    CommandRun allowed =
        train(
            "--folds",
            2,
            "--validation",
            folderOfOne(),
            "--allow-leaks",
            "--json",
            json,
            "--report",
            page);
    assertThat(allowed.status()).isZero();
    // The training and the validation images share none, but groups in the folds do.
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.has("leaks")).isFalse();
    assertThat(report.get("crossValidation").get("leaks")).hasSize(1);
    assertThat(page.resolve("report.html"))
        .content()
        .contains("Audit of the groups", "alpha/again.png (data)");
  }

  private Path folderOfOne() throws IOException {
    PlainImages.write(folder.resolve("validation/beta/v.png"), 1, 90);
    return folder.resolve("validation");
  }

  @Test
  void anUnreadableImageIsReportedAndTheRestIsLearnt() throws IOException {
    Path broken = PlainImages.writeBroken(data.resolve("alpha/broken.png"));
    CommandRun run = train("--json", json);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.errLines()).singleElement().asString().contains(broken.toString());
    assertThat(learnt().training().size() + learnt().validation().size()).isEqualTo(20);
    assertThat(json).exists();
    assertThat(out).exists();
  }

  @Test
  void outputsThatCannotBeWrittenAreFoundBeforeTheWork() throws IOException {
    out = folder.resolve("missing/m.cellclass");
    CommandRun run = train();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().contains("missing");
    out = Files.createDirectory(folder.resolve("taken"));
    assertThat(train().errLines()).singleElement().asString().contains("taken", "something else");
    assertThat(models.learnt).isEmpty();
  }

  @Test
  void aReportInThePlaceOfTheBundleIsRefusedHoweverItIsSpelt() throws IOException {
    Files.writeString(out, "of yesterday");
    CommandRun run = train("--json", data.resolve("../" + out.getFileName()));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errLines().get(0)).contains("--out and --json name the same file");
    assertThat(out).hasContent("of yesterday");
    assertThat(models.plans).isEmpty();
  }

  @Test
  void aMissingBackboneIsAFailureThatNamesIt() throws IOException {
    // Not read: it would be reported.
    PlainImages.writeBroken(data.resolve("alpha/broken.png"));
    Path missing = folder.resolve("nowhere.h5");
    CommandRun run =
        CommandRun.of(
            new Dl4jModels(), "train", "--data", data, "--out", out, "--backbone", missing);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).containsExactly("cellclass: no such file or directory: " + missing);
  }
}
