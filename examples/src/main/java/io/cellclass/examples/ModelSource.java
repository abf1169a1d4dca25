package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where classifiers and trainers come from: the library, or in tests something quicker. */
interface ModelSource {
  /** Opens a bundle. */
  Classifier load(Path bundle) throws IOException;

  /** Opens the classifier that comes with the library. */
  Classifier ready();

  /**
   * The classifier with a head that has learned nothing, for sanity checks of explanations; empty
   * if it is of a kind that has none.
   */
  Optional<Classifier> withRandomHead(Classifier classifier, long seed);

  /** Writes a bundle anew with its weights in 8 bits where that loses nothing. */
  void compact(Path bundle) throws IOException;

  /** A trainer that follows a plan. */
  Trainer<?> trainer(TrainingPlan plan) throws IOException;

  /** What any classifier has to beat, by name. */
  Map<String, Trainer<?>> baselines(long seed);
}
