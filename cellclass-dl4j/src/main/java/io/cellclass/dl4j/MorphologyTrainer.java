package io.cellclass.dl4j;

import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Sample;
import io.cellclass.Temperature;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Trains the baseline of hand-made features: the nucleus and the cell found by Otsu's thresholds,
 * measures of their shape, colour and texture, and an L2-regularised softmax regression on them.
 *
 * <p>It is the way of the time before deep networks, done with care, so that a deep model that is
 * worth no more is seen. The strength of regularisation and the temperature are chosen by grouped
 * five-fold cross-validation on the training images; the validation images decide nothing. In the
 * {@link EpochSummary} list an epoch is a step of the solver. Immutable and safe for concurrent
 * use.
 */
public final class MorphologyTrainer implements Trainer<MorphologyClassifier> {
  private static final int ITERATIONS = 200;

  private final long seed;

  private MorphologyTrainer(long seed) {
    this.seed = seed;
  }

  /** The trainer whose folds come from this seed. */
  public static MorphologyTrainer of(long seed) {
    return new MorphologyTrainer(seed);
  }

  @Override
  public TrainingResult<MorphologyClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    TrainingRecord.requireTrainable(training, validation);
    try (ImagePipeline pipeline = new ImagePipeline()) {
      ImageSurvey survey =
          ImageSurvey.of(training.samples(), validation.samples(), pipeline, listener);
      Features features =
          new Features(
              Collections.singletonList(
                  measured(training.samples(), pipeline, "morphology", listener)),
              TrainingRecord.classes(training),
              measured(validation.samples(), pipeline, "validation morphology", listener),
              TrainingRecord.classes(validation),
              training.labels().size());
      Features.Regularisation regularisation =
          features.choose(training, Balance.NONE, seed, listener);
      double lambda = regularisation.lambda();
      Temperature temperature = regularisation.heldOut().temperature();
      List<EpochSummary> history = new ArrayList<>();
      LinearSoftmax fit = features.fit(lambda, Balance.NONE, ITERATIONS, history, listener);
      Map<String, String> settings =
          Map.of(
              "trainer",
              "MorphologyTrainer",
              "features",
              Integer.toString(features.width()),
              "lambda",
              Double.toString(lambda),
              Calibration.SETTING,
              Double.toString(temperature.value()));
      return new TrainingResult<>(
          new MorphologyClassifier(
              training.labels(),
              fit.withTemperature(temperature),
              TrainingRecord.provenance(survey.dataHash(), seed, settings)),
          history);
    }
  }

  private static float[][] measured(
      List<Sample> samples, ImagePipeline pipeline, String stage, TrainingListener listener)
      throws IOException {
    List<float[]> rows = new ArrayList<>(samples.size());
    pipeline.run(
        samples,
        NetworkRunner.LARGEST_BATCH,
        sample -> CellMorphology.of(sample.image()),
        batch -> {
          rows.addAll(batch);
          listener.progressed(stage, rows.size(), samples.size());
        });
    return rows.toArray(float[][]::new);
  }
}
