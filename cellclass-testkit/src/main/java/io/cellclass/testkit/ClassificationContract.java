package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Classifier;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Classifier} must do, even one that has no file form. The test of such a one
 * extends this class; those of all others, {@link ClassifierContract}.
 */
public abstract class ClassificationContract {
  private static final int THREADS = 16;
  static final int PATIENCE_SECONDS = 120;

  /** For subclasses. */
  protected ClassificationContract() {}

  /**
   * Opens a classifier; each gives the same answers. The suite closes it, and some tests hold
   * several at once.
   *
   * @throws IOException if it cannot be opened, which fails the test
   */
  protected abstract Classifier open() throws IOException;

  /**
   * How far a probability may move when images share a batch or threads share the classifier; the
   * implementer names it. By default 1e-5.
   */
  protected double tolerance() {
    return 1e-5;
  }

  @Test
  void labelsStayAsTheyAre() throws IOException {
    try (Classifier classifier = open()) {
      List<Label> labels = classifier.labels().asList();
      classifier.classify(ContractImages.cell());
      assertThat(labels).isNotEmpty().doesNotHaveDuplicates();
      assertThat(classifier.labels().asList()).isEqualTo(labels);
    }
  }

  @Test
  void probabilitiesOfAllLabelsSumToOneBestFirst() throws IOException {
    try (Classifier classifier = open()) {
      for (RgbImage image : ContractImages.ofManySizes()) {
        assertWhole(classifier, classifier.classify(image));
      }
    }
  }

  private static void assertWhole(Classifier classifier, Prediction prediction) {
    List<Label> found = prediction.scores().stream().map(Score::label).toList();
    List<Double> probabilities = prediction.scores().stream().map(Score::probability).toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(classifier.labels());
    assertThat(probabilities).allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
    assertThat(probabilities).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(probabilities.stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-4));
  }

  @Test
  void noImagesGiveNoPredictions() throws IOException {
    try (Classifier classifier = open()) {
      assertThat(classifier.classify(List.of())).isEmpty();
    }
  }

  @Test
  void anImageGivesTheSameAnswerEachTime() throws IOException {
    try (Classifier classifier = open()) {
      RgbImage image = ContractImages.cell();
      assertThat(classifier.classify(image)).isEqualTo(classifier.classify(image));
    }
  }

  @Test
  void aBatchGivesTheAnswersOfItsImages() throws IOException {
    try (Classifier classifier = open()) {
      List<RgbImage> images = ContractImages.ofManySizes();
      assertClose(classifier.classify(images), oneByOne(classifier, images));
    }
  }

  @Test
  void classifiersOpenedApartAgree() throws IOException {
    RgbImage image = ContractImages.cell();
    try (Classifier one = open();
        Classifier other = open()) {
      assertThat(one.classify(image)).isEqualTo(other.classify(image));
    }
  }

  @Test
  void threadsSharingAClassifierGetTheAnswersOfOne() throws Exception {
    try (Classifier classifier = open()) {
      List<RgbImage> images = ContractImages.ofManySizes();
      List<Prediction> expected = oneByOne(classifier, images);
      Callable<List<Prediction>> task = () -> oneByOne(classifier, images);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        for (Future<List<Prediction>> found :
            threads.invokeAll(Collections.nCopies(THREADS, task))) {
          assertClose(found.get(PATIENCE_SECONDS, TimeUnit.SECONDS), expected);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void aClosedClassifierRefuses(@TempDir Path folder) throws IOException {
    Classifier classifier = open();
    classifier.close();
    classifier.close();
    RgbImage image = ContractImages.cell();
    assertThatIllegalStateException().isThrownBy(() -> classifier.classify(image));
    assertThatIllegalStateException().isThrownBy(() -> classifier.classify(List.of(image)));
    assertThatIllegalStateException().isThrownBy(() -> classifier.save(folder.resolve("late")));
    assertThat(contents(folder)).isEmpty();
  }

  @Test
  void closingWaitsForCallsUnderWay() throws Exception {
    Classifier classifier = open();
    RgbImage image = ContractImages.cell();
    Prediction expected = classifier.classify(image);
    CountDownLatch started = new CountDownLatch(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Prediction>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(threads.submit(() -> classifyUntilClosed(classifier, image, started)));
      }
      assertThat(started.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      classifier.close();
      for (Future<List<Prediction>> answer : answers) {
        for (Prediction found : answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          assertClose(List.of(found), List.of(expected));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  // Whatever else than IllegalStateException a call throws comes out of the future.
  private static List<Prediction> classifyUntilClosed(
      Classifier classifier, RgbImage image, CountDownLatch started) {
    List<Prediction> answers = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        answers.add(classifier.classify(image));
      } catch (IllegalStateException closed) {
        break;
      }
      started.countDown();
    }
    return answers;
  }

  @Test
  void provenanceTellsOfTheData() throws IOException {
    try (Classifier classifier = open()) {
      assertThat(classifier.provenance().dataHash()).matches("[0-9a-f]{64}");
      assertThat(classifier.provenance().created()).isNotNull();
    }
  }

  private static List<Prediction> oneByOne(Classifier classifier, List<RgbImage> images) {
    return images.stream().map(classifier::classify).toList();
  }

  private void assertClose(List<Prediction> found, List<Prediction> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      for (Score score : expected.get(i).scores()) {
        assertThat(found.get(i).probability(score.label()))
            .as("probability of %s in image %d", score.label(), i)
            .isCloseTo(score.probability(), within(tolerance()));
      }
    }
  }

  static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
