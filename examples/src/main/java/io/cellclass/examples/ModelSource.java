package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where classifiers and trainers come from: the library, or in tests something quicker. */
interface ModelSource {
  /**
   * Opens a bundle or an exported file.
   *
   * @param engine the name of the engine; null for the fastest
   */
  Classifier load(Path file, @Nullable String engine) throws IOException;

  /** Opens a bundle or an exported file with the fastest engine. */
  default Classifier load(Path file) throws IOException {
    return load(file, null);
  }

  /**
   * Opens the classifier that comes with the library.
   *
   * @param engine the name of the engine; null for the fastest
   */
  Classifier ready(@Nullable String engine);

  /**
   * The classifier with a head that has learned nothing, for sanity checks of explanations; empty
   * if it is of a kind that has none.
   */
  Optional<Classifier> withRandomHead(Classifier classifier, long seed);

  /** Writes a bundle anew with its weights in 8 bits where that loses nothing. */
  void compact(Path bundle) throws IOException;

  /**
   * Writes a bundle as a file of another format.
   *
   * @param calibration images that tell the ranges of values; none where they are not needed
   */
  void export(Path bundle, ExportRequest request, List<RgbImage> calibration, Path file)
      throws IOException;

  /** A trainer that follows a plan. */
  Trainer<?> trainer(TrainingPlan plan) throws IOException;

  /** What any classifier has to beat, by name. */
  Map<String, Trainer<?>> baselines(long seed);
}
