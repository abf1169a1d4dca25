package io.cellclass;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One repetition of a cross-validation: a training and an evaluation for each fold. */
final class FoldRun {
  private final Folds folds;
  private final long seed;
  private final List<Split> splits;

  FoldRun(Folds folds, double validationFraction, long seed) {
    this.folds = folds;
    this.seed = seed;
    this.splits = folds.splits(validationFraction, seed);
  }

  Folds folds() {
    return folds;
  }

  long seed() {
    return seed;
  }

  /** Before hours of training, not after them. */
  void requireTrainable() {
    for (int fold = 1; fold <= splits.size(); fold++) {
      Split split = splits.get(fold - 1);
      for (Label label : split.training().labels()) {
        if (split.training().count(label) == 0) {
          throw new IllegalArgumentException(
              "the label "
                  + label
                  + " has no image to learn from when "
                  + place(fold)
                  + " is held out: expected more groups of it, or none of its images");
        }
      }
      if (split.validation().size() == 0) {
        throw new IllegalArgumentException(
            "no image is left to validate with when "
                + place(fold)
                + " is held out: expected more groups or a larger share");
      }
    }
  }

  private String place(int fold) {
    return "fold " + fold + " of " + splits.size() + " (seed " + seed + ")";
  }

  /** What the classifiers said of the folds that they were trained without. */
  List<Outcome> outcomes(
      LongFunction<? extends Trainer<?>> trainers, CrossValidationListener listener)
      throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int fold = 1; fold <= splits.size(); fold++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted before " + place(fold));
      }
      TrainingListener training = listener.foldBegins(seed, fold, splits.size());
      Evaluation evaluation = evaluation(trainers.apply(seed), splits.get(fold - 1), training);
      outcomes.addAll(evaluation.outcomes());
      listener.foldEnded(seed, fold, splits.size(), evaluation);
    }
    return outcomes;
  }

  private static Evaluation evaluation(Trainer<?> trainer, Split split, TrainingListener listener)
      throws IOException {
    try (Classifier classifier =
        trainer.train(split.training(), split.validation(), listener).classifier()) {
      return Evaluation.of(classifier, split.test());
    }
  }
}
