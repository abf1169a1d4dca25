package io.cellclass.examples;

import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.Provenance;
import io.cellclass.SplitAudit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a training.
 *
 * @param data what was learnt from
 * @param history the epochs in order
 * @param seconds how long the training took
 * @param validation how well the classifier does on the validation images
 * @param baselines how well the baselines do on them, by name; none if they were not asked for
 * @param audit what the two parts share
 * @param crossValidated how well the way of learning does, if that was asked for
 * @param provenance what the classifier says of how it came to be
 */
record TrainingReport(
    TrainingData data,
    List<EpochSummary> history,
    double seconds,
    Evaluation validation,
    Map<String, Evaluation> baselines,
    SplitAudit audit,
    @Nullable CrossValidated crossValidated,
    Provenance provenance) {
  /** The classifier beside the baselines, under the name of its file. */
  Comparisons comparisons(Path bundle) {
    return new Comparisons(String.valueOf(bundle.getFileName()), validation, baselines);
  }
}
