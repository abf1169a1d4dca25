package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  // Probabilities are float32.
  private static final Offset<Double> FLOAT = within(1e-6);

  @TempDir private Path folder;
  private final FakeModels models = new FakeModels();
  private Path model;
  private Path data;
  private Path json;

  @BeforeEach
  void prepareSixImages() throws IOException {
    model = PlainImages.model(folder.resolve("m.cellclass"), "alpha", "beta");
    data = folder.resolve("data");
    json = folder.resolve("result.json");
    PlainImages.write(data.resolve("alpha/1.png"), 0, 90);
    PlainImages.write(data.resolve("alpha/2.png"), 0, 90);
    PlainImages.write(data.resolve("alpha/3.png"), 0, 90);
    PlainImages.write(data.resolve("alpha/4.png"), 1, 65);
    PlainImages.write(data.resolve("beta/5.png"), 1, 78);
    PlainImages.write(data.resolve("beta/6.png"), 1, 78);
  }

  private CommandRun evaluate(Object... more) {
    Object[] args = {"evaluate", "--model", model, "--data", data, "--json", json};
    Object[] all = new Object[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return CommandRun.of(models, all);
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(json.toFile());
  }

  @Test
  void theFiguresAreThoseOfAHandComputedCase() throws IOException {
    CommandRun run = evaluate();
    assertThat(run.status()).isZero();
    JsonNode report = report();
    assertThat(report.get("images").asInt()).isEqualTo(6);
    assertThat(report.get("labels")).hasToString("[\"alpha\",\"beta\"]");
    assertThat(report.get("confusion")).hasToString("[[3,1],[0,2]]");
    assertThat(report.get("accuracy").asDouble()).isEqualTo(5.0 / 6);
    // Wilson's interval of 5 in 6, worked out apart from the code.
    assertThat(report.get("accuracyLow").asDouble()).isCloseTo(0.43650, within(1e-5));
    assertThat(report.get("accuracyHigh").asDouble()).isCloseTo(0.96995, within(1e-5));
    assertThat(report.get("balancedAccuracy").asDouble()).isEqualTo((0.75 + 1) / 2);
    assertThat(report.get("macroF1").asDouble()).isCloseTo((6.0 / 7 + 0.8) / 2, FLOAT);
    assertThat(report.get("expectedCalibrationError").asDouble())
        .isCloseTo((3 * 0.10 + 0.65 + 2 * 0.22) / 6, FLOAT);
  }

  @Test
  void eachLabelAndEachImageHasItsPlace() throws IOException {
    evaluate();
    JsonNode alpha = report().get("perLabel").get("alpha");
    assertThat(alpha.get("precision").asDouble()).isEqualTo(1);
    assertThat(alpha.get("recall").asDouble()).isEqualTo(0.75);
    assertThat(alpha.get("f1").asDouble()).isCloseTo(6.0 / 7, FLOAT);
    assertThat(alpha.get("support").asInt()).isEqualTo(4);
    assertThat(report().get("predictions")).hasSize(6);
    JsonNode mistake = report().get("predictions").get(3);
    assertThat(mistake.get("file").asText()).isEqualTo("alpha/4.png");
    assertThat(mistake.get("label").asText()).isEqualTo("alpha");
    assertThat(mistake.get("predicted").asText()).isEqualTo("beta");
    assertThat(mistake.get("probabilities").get("beta").asDouble()).isCloseTo(0.65, FLOAT);
    assertThat(mistake.get("probabilities").get("alpha").asDouble()).isCloseTo(0.35, FLOAT);
  }

  @Test
  void theFieldsAreThoseThatOtherProgramsRead() throws IOException {
    evaluate();
    assertThat(report().fieldNames())
        .toIterable()
        .containsExactly(
            "images",
            "labels",
            "accuracy",
            "accuracyLow",
            "accuracyHigh",
            "balancedAccuracy",
            "macroF1",
            "cohensKappa",
            "top2Accuracy",
            "macroRocAuc",
            "macroAveragePrecision",
            "logLoss",
            "expectedCalibrationError",
            "confusion",
            "perLabel",
            "reliability",
            "riskCoverage",
            "predictions");
  }

  @Test
  void aPersonReadsTables() {
    assertThat(evaluate().out())
        .contains("alpha      1.000   0.750  0.857       4")
        .contains("alpha                 3     1")
        .contains("beta                  .     2")
        .contains("5 of 6 images right: accuracy 83.3 % (95 % interval 43.6 % to 97.0 %)")
        .contains(
            "Cohen's kappa 0.667, top-2 accuracy 100.0 %, macro ROC AUC 1.000, log-loss 0.310");
  }

  @Test
  void ranksAndConfidencesAreThoseOfAHandComputedCase() throws IOException {
    evaluate();
    JsonNode report = report();
    // Chance is (4 * 3 + 2 * 3) / 36 = 1/2.
    assertThat(report.get("cohensKappa").asDouble()).isCloseTo((5.0 / 6 - 0.5) / 0.5, FLOAT);
    assertThat(report.get("top2Accuracy").asDouble()).isEqualTo(1);
    // The probabilities of alpha: 0.9, 0.9, 0.9 and 0.35 of alpha's images, 0.22 of beta's.
    assertThat(report.get("macroRocAuc").asDouble()).isEqualTo(1);
    assertThat(report.get("macroAveragePrecision").asDouble()).isEqualTo(1);
    assertThat(report.get("perLabel").get("alpha").get("rocAuc").asDouble()).isEqualTo(1);
    assertThat(report.get("perLabel").get("alpha").get("averagePrecision").asDouble()).isEqualTo(1);
    assertThat(report.get("logLoss").asDouble())
        .isCloseTo(-(3 * Math.log(0.9) + Math.log(0.35) + 2 * Math.log(0.78)) / 6, FLOAT);
    assertThat(report.get("reliability")).hasSize(15);
    JsonNode bin = report.get("reliability").get(9);
    assertThat(bin.get("low").asDouble()).isEqualTo(9.0 / 15);
    assertThat(bin.get("high").asDouble()).isEqualTo(10.0 / 15);
    assertThat(bin.get("images").asInt()).isEqualTo(1);
    assertThat(bin.get("confidence").asDouble()).isCloseTo(0.65, FLOAT);
    assertThat(bin.get("accuracy").asDouble()).isZero();
    JsonNode curve = report.get("riskCoverage");
    // Half and a third of the images at risk 0, the sixth at 1/6.
    assertThat(curve.get("area").asDouble()).isCloseTo(1.0 / 36, FLOAT);
    assertThat(curve.get("points")).hasSize(3);
    assertThat(curve.get("points").get(1).get("threshold").asDouble()).isCloseTo(0.78, FLOAT);
    assertThat(curve.get("points").get(1).get("coverage").asDouble()).isEqualTo(5.0 / 6);
    assertThat(curve.get("points").get(2).get("risk").asDouble()).isEqualTo(1.0 / 6);
  }

  @Test
  void whatCannotBeRankedIsNull() throws IOException {
    Path csv = data.resolve("one-class.csv");
    Files.write(csv, List.of("file,label", "beta/6.png,beta", "beta/5.png,beta"));
    data = csv;
    assertThat(evaluate().out()).contains("macro ROC AUC -,");
    assertThat(report().get("macroRocAuc").isNull()).isTrue();
    assertThat(report().get("perLabel").get("alpha").get("rocAuc").isNull()).isTrue();
    assertThat(report().get("perLabel").get("alpha").get("averagePrecision").isNull()).isTrue();
    assertThat(report().get("perLabel").get("beta").get("averagePrecision").asDouble())
        .isEqualTo(1);
  }

  @Test
  void aLongCurveIsThinnedEvenlyWithBothItsEnds() {
    List<Integer> points = IntStream.range(0, 1000).boxed().toList();
    List<Integer> thinned = JsonReports.thinned(points);
    assertThat(thinned).hasSize(200).startsWith(0, 5, 10).endsWith(999);
    assertThat(thinned).isSorted().doesNotHaveDuplicates();
    assertThat(JsonReports.thinned(points.subList(0, 200))).isEqualTo(points.subList(0, 200));
  }

  @Test
  void anUnreadableImageIsReportedAndTheRestGoesOn() throws IOException {
    Path broken = PlainImages.writeBroken(data.resolve("beta/7.png"));
    CommandRun run = evaluate();
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.errLines()).singleElement().asString().contains(broken.toString());
    assertThat(report().get("images").asInt()).isEqualTo(6);
    assertThat(report().get("predictions")).hasSize(6);
  }

  @Test
  void nothingButUnreadableImagesIsAFailure() throws IOException {
    data = folder.resolve("broken");
    Path broken = PlainImages.writeBroken(data.resolve("alpha/1.png"));
    CommandRun run = evaluate();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(broken.toString(), "none of the 1 images could be read");
  }

  @Test
  void anUnknownLabelIsAFailureThatNamesItAndTheWayOut() throws IOException {
    PlainImages.write(data.resolve("gamma/8.png"), 0, 90);
    CommandRun run = evaluate();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .contains("[gamma]", "[alpha, beta]", "--ignore-unknown-labels");
    assertThat(json).doesNotExist();
  }

  @Test
  void unknownLabelsAreLeftOutWhenAskedFor() throws IOException {
    PlainImages.write(data.resolve("gamma/8.png"), 0, 90);
    CommandRun run = evaluate("--ignore-unknown-labels");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("{gamma=1}");
    assertThat(report().get("images").asInt()).isEqualTo(6);
    assertThat(report().get("labels")).hasToString("[\"alpha\",\"beta\"]");
  }

  @Test
  void aCsvFileNamesImagesToo() throws IOException {
    Path csv = data.resolve("two.csv");
    Files.write(csv, List.of("file,label", "beta/6.png,beta", "alpha/4.png,alpha"));
    data = csv;
    assertThat(evaluate().status()).isZero();
    assertThat(report().get("predictions").get(0).get("file").asText()).isEqualTo("beta/6.png");
    assertThat(report().get("accuracy").asDouble()).isEqualTo(0.5);
  }

  @Test
  void anOutputThatCannotBeWrittenIsFoundBeforeTheWork() {
    json = folder.resolve("missing/result.json");
    CommandRun run = evaluate();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines())
        .containsExactly(
            "cellclass: no such file or directory: " + folder.toAbsolutePath().resolve("missing"));
    assertThat(models.loaded).isEmpty();
  }

  @Test
  void missingDataIsAFailureThatNamesIt() {
    data = folder.resolve("nowhere");
    CommandRun run = evaluate();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines()).containsExactly("cellclass: no such file or directory: " + data);
  }

  /** The other takes each label for the other one: it is right where the model is wrong. */
  @Test
  void twoClassifiersAreComparedOnTheSameImages() throws IOException {
    Path other = PlainImages.model(folder.resolve("other.cellclass"), "beta", "alpha");
    CommandRun run = evaluate("--against", other);
    assertThat(run.status()).isZero();
    JsonNode compared = report().get("comparison").get("other.cellclass");
    assertThat(compared.get("accuracy").asDouble()).isEqualTo(1.0 / 6);
    assertThat(compared.get("onlyModelRight").asInt()).isEqualTo(5);
    assertThat(compared.get("onlyThisRight").asInt()).isEqualTo(1);
    // Of six coins, at most one on one side: 2 (1 + 6) / 64.
    assertThat(compared.get("mcnemarP").asDouble()).isCloseTo(14.0 / 64, FLOAT);
    assertThat(compared.get("accuracyDifference").asDouble()).isCloseTo(4.0 / 6, FLOAT);
    assertThat(run.out()).contains("other.cellclass", "p (McNemar)");
  }

  @Test
  void onlyImagesThatBothClassifiersKnowAreCompared() throws IOException {
    model = PlainImages.model(folder.resolve("m3.cellclass"), "alpha", "beta", "gamma");
    PlainImages.write(data.resolve("gamma/8.png"), 2, 90);
    Path other = PlainImages.model(folder.resolve("other.cellclass"), "alpha", "beta");
    CommandRun refused = evaluate("--against", other);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.errLines())
        .singleElement()
        .asString()
        .contains("other.cellclass does not know: [gamma]", "--ignore-unknown-labels");
    CommandRun run = evaluate("--against", other, "--ignore-unknown-labels");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("other.cellclass does not know: {gamma=1}");
    assertThat(report().get("images").asInt()).isEqualTo(6);
    assertThat(report().get("comparison").get("other.cellclass").get("images").asInt())
        .isEqualTo(6);
  }

  @Test
  void whatIsMeasuredIsNotLostWhereAComparisonFails() throws IOException {
    Path page = folder.resolve("page");
    // One group cannot be divided into the five folds of the baselines.
    CommandRun run = evaluate("--baselines", "--group-pattern", "png", "--report", page);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("expected from 2 folds to one for each of the 1 groups");
    assertThat(run.out()).contains("5 of 6 images right");
    assertThat(report().get("accuracy").asDouble()).isEqualTo(5.0 / 6);
    assertThat(page.resolve("report.html")).content().contains("5 of 6 images right");
  }

  private Path imagesForBaselines() throws IOException {
    Path images = folder.resolve("learn");
    for (int i = 0; i < 10; i++) {
      PlainImages.write(images.resolve((i % 2 == 0 ? "alpha/l" : "beta/l") + i + ".png"), 0, 90);
    }
    return images;
  }

  @Test
  void baselinesLearnFromTheImagesThatAreNamed() throws IOException {
    CommandRun run = evaluate("--baselines", imagesForBaselines());
    assertThat(run.status()).isZero();
    JsonNode first = report().get("comparison").get("first");
    // It always says alpha, which four of six images are.
    assertThat(first.get("accuracy").asDouble()).isEqualTo(4.0 / 6);
    // The model is right on both of beta and wrong on one of alpha.
    assertThat(first.get("onlyModelRight").asInt()).isEqualTo(2);
    assertThat(first.get("onlyThisRight").asInt()).isEqualTo(1);
    assertThat(report().has("leaks")).isFalse();
    assertThat(models.learntByBaselines).containsExactly(8, 2);
  }

  @Test
  void baselinesThatLearnFromTheTestImagesAreRefused() throws IOException {
    Path learn = imagesForBaselines();
    Files.copy(data.resolve("alpha/1.png"), learn.resolve("alpha/copy.png"));
    CommandRun run = evaluate("--baselines", learn);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("copy.png (baselines)", "1.png (test)", "--allow-leaks");
    assertThat(json).doesNotExist();
    Path page = folder.resolve("page");
    CommandRun allowed = evaluate("--baselines", learn, "--allow-leaks", "--report", page);
    assertThat(allowed.status()).isZero();
    assertThat(report().get("leaks")).hasSize(1);
    assertThat(page.resolve("report.html")).content().contains("Audit of the data", "copy.png");
  }

  @Test
  void unreadableImagesOfEitherSetAreReportedOnce() throws IOException {
    Path learn = imagesForBaselines();
    Path one = PlainImages.writeBroken(learn.resolve("alpha/broken.png"));
    Path other = PlainImages.writeBroken(data.resolve("beta/7.png"));
    CommandRun run = evaluate("--baselines", learn);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.errLines())
        .hasSize(2)
        .anyMatch(line -> line.contains(one.toString()))
        .anyMatch(line -> line.contains(other.toString()));
    assertThat(report().get("images").asInt()).isEqualTo(6);
  }

  @Test
  void imagesThatFoldsWouldPutApartAreRefused() throws IOException {
    Files.copy(data.resolve("alpha/1.png"), data.resolve("alpha/again.png"));
    assertThat(evaluate("--baselines").err()).contains("again.png", "--group-duplicates");
    assertThat(json).doesNotExist();
    Path page = folder.resolve("page");
    CommandRun run = evaluate("--baselines", "--group-duplicates", "--report", page);
    assertThat(run.status()).isZero();
    assertThat(report().get("byGroup").get("images").asInt()).isEqualTo(6);
    assertThat(page.resolve("report.html")).content().contains("Audit of the groups");
  }

  @Test
  void duplicatesAreGroupedThoughAnImageCannotBeRead() throws IOException {
    Files.copy(data.resolve("alpha/1.png"), data.resolve("alpha/again.png"));
    PlainImages.writeBroken(data.resolve("beta/7.png"));
    assertThat(evaluate("--group-duplicates").status()).isEqualTo(3);
    assertThat(report().get("images").asInt()).isEqualTo(7);
    assertThat(report().get("byGroup").get("images").asInt()).isEqualTo(6);
  }

  @Test
  void aClassifierIsNotWrittenOver() throws IOException {
    Path other = PlainImages.model(folder.resolve("other.cellclass"), "beta", "alpha");
    for (Path file : List.of(model, other)) {
      byte[] before = Files.readAllBytes(file);
      json = data.resolve("../" + file.getFileName());
      CommandRun run = evaluate("--against", other);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.errLines().get(0)).contains("name the same file");
      assertThat(file).hasBinaryContent(before);
    }
    assertThat(models.loaded).isEmpty();
  }

  @Test
  void withoutNamedImagesBaselinesLearnInFolds() throws IOException {
    for (int i = 10; i < 40; i++) {
      PlainImages.write(data.resolve((i % 2 == 0 ? "alpha/" : "beta/") + i + ".png"), i % 2, 90);
    }
    CommandRun run = evaluate("--baselines");
    assertThat(run.status()).isZero();
    JsonNode first = report().get("comparison").get("first (5 folds)");
    assertThat(first.get("images").asInt()).isEqualTo(36);
    assertThat(first.get("accuracy").asDouble()).isEqualTo(19.0 / 36);
  }

  @Test
  void groupsAreJudgedByTheMeanOfTheirImages() throws IOException {
    CommandRun run = evaluate("--group-pattern", "[0-9]");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "By group: 5 of 6 groups right: accuracy 83.3 % (95 % interval 43.6 % to 97.0 %)");
    assertThat(report().get("byGroup").get("images").asInt()).isEqualTo(6);
    assertThat(report().get("byGroup").get("groups").asInt()).isEqualTo(6);
    assertThat(report().get("byGroup").get("accuracyLow").asDouble())
        .isCloseTo(0.43650, within(1e-5));
    evaluate("--group-pattern", "png");
    // All of alpha are one group and right by their mean; so are those of beta.
    assertThat(report().get("byGroup").get("images").asInt()).isEqualTo(2);
    assertThat(report().get("byGroup").get("accuracy").asDouble()).isEqualTo(1);
  }

  /** Two patients with a cell of each class: four cells, which are not four patients. */
  @Test
  void groupsOfSeveralClassesAreNotCountedAsIndependent() throws IOException {
    Path csv = data.resolve("patients.csv");
    Files.write(
        csv,
        List.of(
            "file,label,group",
            "alpha/1.png,alpha,p",
            "alpha/4.png,alpha,q",
            "beta/5.png,beta,p",
            "beta/6.png,beta,q"));
    data = csv;
    CommandRun run = evaluate();
    assertThat(run.out())
        .contains("By group: 3 of 4 groups by class right, of 2 groups: accuracy 75.0 %");
    assertThat(run.out().lines().filter(line -> line.startsWith("By group")))
        .noneMatch(line -> line.contains("interval"));
    JsonNode byGroup = report().get("byGroup");
    assertThat(byGroup.get("images").asInt()).isEqualTo(4);
    assertThat(byGroup.get("groups").asInt()).isEqualTo(2);
    assertThat(byGroup.get("accuracyLow").isNull()).isTrue();
    assertThat(byGroup.get("accuracyHigh").isNull()).isTrue();
  }

  @Test
  void theReportIsWritten() {
    Path page = folder.resolve("page");
    assertThat(evaluate("--report", page, "--group-pattern", "[0-9]").status()).isZero();
    assertThat(page.resolve("report.html"))
        .content()
        .contains("m.cellclass", "test images")
        .contains("<th scope=\"row\">--group-pattern</th><td>[0-9]</td>");
  }

  @Test
  void theReportShowsTheEvidenceWhereItIsAskedFor() {
    Path page = folder.resolve("page");
    assertThat(evaluate("--report", page, "--explain").status()).isZero();
    assertThat(page.resolve("report.html"))
        .content()
        .contains("Where the evidence was found", "by the method occlusion")
        .contains("alpha, 1 to 3 of 3", "beta, 1 to 2 of 2");
    assertThat(page).isDirectoryContaining("glob:**where-the-evidence-was-found-beta*.png");

    models.differentiable = true;
    assertThat(evaluate("--report", page, "--explain").status()).isZero();
    assertThat(page.resolve("report.html")).content().contains("by the method contributions");

    CommandRun nowhere = evaluate("--explain");
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("name its folder with --report");
  }
}
