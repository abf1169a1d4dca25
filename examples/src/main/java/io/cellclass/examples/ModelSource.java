package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where classifiers and trainers come from: the library, or in tests something quicker. */
interface ModelSource {
  /** Opens a bundle. */
  Classifier load(Path bundle) throws IOException;

  /** Opens the classifier that comes with the library. */
  Classifier ready();

  /** Writes a bundle anew with its weights in 8 bits where that loses nothing. */
  void compact(Path bundle) throws IOException;

  /** A trainer that follows a plan. */
  Trainer<?> trainer(TrainingPlan plan) throws IOException;

  /** What any classifier has to beat, by name. */
  Map<String, Trainer<?>> baselines(long seed);
}
