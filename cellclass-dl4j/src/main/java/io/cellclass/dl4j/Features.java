package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The features of training and validation images. */
final class Features {
  /** From strong to weak; the loss over them has one valley. */
  private static final List<Double> LAMBDAS = List.of(0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003);

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

  /** The strength of regularisation with the lowest cross-validated loss. */
  double chooseLambda(Dataset training, long seed, TrainingListener listener) {
    FeatureCrossValidation folds =
        FeatureCrossValidation.of(training.samples(), classes, classCount, seed);
    double best = LAMBDAS.get(0);
    double bestLoss = Double.POSITIVE_INFINITY;
    for (int i = 0; i < LAMBDAS.size(); i++) {
      double loss = folds.quality(byView, LAMBDAS.get(i)).loss();
      listener.progressed("regularisation", i + 1, LAMBDAS.size());
      if (loss >= bestLoss) {
        break;
      }
      bestLoss = loss;
      best = LAMBDAS.get(i);
    }
    listener.progressed("regularisation", LAMBDAS.size(), LAMBDAS.size());
    return best;
  }

  /**
   * The fit to all views of all training images. Each step is added to the history and reported.
   */
  LinearSoftmax fit(
      double lambda, int epochs, List<EpochSummary> history, TrainingListener listener) {
    float[][] rows = byView.stream().flatMap(java.util.Arrays::stream).toArray(float[][]::new);
    int[] labels = new int[rows.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classes[i % classes.length];
    }
    long[] last = {System.nanoTime()};
    return SoftmaxRegression.fit(
        rows,
        labels,
        classCount,
        lambda,
        epochs,
        (iteration, fit) -> {
          LinearSoftmax.Quality learnt = fit.quality(byView.get(0), classes);
          LinearSoftmax.Quality unseen = fit.quality(validation, validationClasses);
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
