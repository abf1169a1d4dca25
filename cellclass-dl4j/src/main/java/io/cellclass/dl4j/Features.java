package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The features of training and validation images. */
final class Features {
  /**
   * From strong to weak; the loss over them has one valley. It is flat for some hundred images,
   * where a choice among more values would follow chance; more images bear less.
   */
  private static final List<Double> LAMBDAS = List.of(0.01, 0.003, 0.001, 0.0003, 0.0001);

  /** A weaker regularisation must lower the loss by this share of it. */
  private static final double WORTHWHILE = 0.02;

  private final List<float[][]> byView;
  private final int[] classes;
  private final float[][] validation;
  private final int[] validationClasses;
  private final int classCount;

  /**
   * Holds what it is given.
   *
   * @param byView for each view of the training images, the first being the images themselves,
   *     {@code [image][feature]}
   * @param classes the class of each training image
   * @param validation the features of the validation images
   * @param validationClasses their classes
   * @param classCount the number of classes
   */
  Features(
      List<float[][]> byView,
      int[] classes,
      float[][] validation,
      int[] validationClasses,
      int classCount) {
    this.byView = byView;
    this.classes = classes;
    this.validation = validation;
    this.validationClasses = validationClasses;
    this.classCount = classCount;
  }

  /** Computes the features of all images, and of augmented views of the training images. */
  static Features extract(
      FeatureExtractor extractor,
      Dataset training,
      Dataset validation,
      Augmentation augmentation,
      int views,
      long seed,
      TrainingListener listener)
      throws IOException {
    List<float[][]> byView = new ArrayList<>();
    byView.add(
        PooledBlocks.concatenated(extractor.extract(training.samples(), "features", listener)));
    for (int view = 1; view <= views; view++) {
      String stage = "features of view " + view + " of " + views;
      byView.add(
          PooledBlocks.concatenated(
              extractor.extract(training.samples(), augmentation, seed, view, stage, listener)));
    }
    float[][] unseen =
        PooledBlocks.concatenated(
            extractor.extract(validation.samples(), "validation features", listener));
    return new Features(
        byView,
        TrainingRecord.classes(training),
        unseen,
        TrainingRecord.classes(validation),
        training.labels().size());
  }

  /**
   * How much each image counts: all the same, or each class the same; they sum up to 1. A fit sees
   * all images in each step and draws none, so that sampling is weighting.
   *
   * @param classes the class of each image
   */
  static double[] shares(int[] classes, Balance balance) {
    if (balance == Balance.NONE) {
      double[] shares = new double[classes.length];
      Arrays.fill(shares, 1.0 / classes.length);
      return shares;
    }
    int present = Math.toIntExact(Arrays.stream(classes).distinct().count());
    int[] images = new int[Arrays.stream(classes).max().orElse(-1) + 1];
    for (int c : classes) {
      images[c]++;
    }
    return Arrays.stream(classes).mapToDouble(c -> 1.0 / images[c] / present).toArray();
  }

  /** The number of features of an image. */
  int width() {
    return validation[0].length;
  }

  /** The number of classes. */
  int classCount() {
    return classCount;
  }

  /** The number of views of each training image, itself included. */
  int views() {
    return byView.size();
  }

  /**
   * The features of a view of the training images, {@code [image][feature]}; view 0 are the images
   * themselves. Not copied.
   */
  float[][] view(int view) {
    return byView.get(view);
  }

  /** The class of each training image. Not copied. */
  int[] classes() {
    return classes;
  }

  /** The features of the validation images, {@code [image][feature]}. Not copied. */
  float[][] validation() {
    return validation;
  }

  /** The class of each validation image. Not copied. */
  int[] validationClasses() {
    return validationClasses;
  }

  /** A strength of regularisation, and what its fits say of images that they have not seen. */
  record Regularisation(double lambda, HeldOut heldOut) {}

  /**
   * The regularisation with the lowest cross-validated loss.
   *
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  Regularisation choose(Dataset training, Balance balance, long seed, TrainingListener listener)
      throws InterruptedIOException {
    FeatureCrossValidation folds =
        FeatureCrossValidation.of(training.samples(), classes, shares(classes, balance), seed);
    try (SoftmaxRegression regression = new SoftmaxRegression(byView, classes, classCount)) {
      Regularisation best = judged(folds, regression, LAMBDAS.get(0));
      double bestLoss = best.heldOut().quality().loss();
      for (int i = 1; i < LAMBDAS.size(); i++) {
        listener.progressed("regularisation", i, LAMBDAS.size());
        Regularisation weaker = judged(folds, regression, LAMBDAS.get(i));
        double loss = weaker.heldOut().quality().loss();
        if (loss >= bestLoss * (1 - WORTHWHILE)) {
          break;
        }
        bestLoss = loss;
        best = weaker;
      }
      listener.progressed("regularisation", LAMBDAS.size(), LAMBDAS.size());
      return best;
    }
  }

  private Regularisation judged(
      FeatureCrossValidation folds, SoftmaxRegression regression, double lambda)
      throws InterruptedIOException {
    return new Regularisation(lambda, folds.heldOut(regression, byView.get(0), Penalty.of(lambda)));
  }

  /**
   * The fit to all views of all training images. Each step is added to the history and reported.
   *
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  LinearSoftmax fit(
      double lambda,
      Balance balance,
      int epochs,
      List<EpochSummary> history,
      TrainingListener listener)
      throws InterruptedIOException {
    long[] last = {System.nanoTime()};
    try (SoftmaxRegression regression = new SoftmaxRegression(byView, classes, classCount)) {
      return regression.fit(
          shares(classes, balance),
          Penalty.of(lambda),
          epochs,
          (iteration, fit) -> {
            Quality learnt = fit.quality(byView.get(0), classes);
            Quality unseen = fit.quality(validation, validationClasses);
            long now = System.nanoTime();
            EpochSummary summary =
                new EpochSummary(
                    iteration,
                    learnt.loss(),
                    learnt.accuracy(),
                    unseen.loss(),
                    unseen.accuracy(),
                    0,
                    (now - last[0]) / 1e9);
            last[0] = now;
            history.add(summary);
            listener.epochEnded(summary);
          });
    }
  }
}
