package io.cellclass.examples;

import io.cellclass.EpochSummary;
import io.cellclass.Evaluation;
import io.cellclass.Provenance;
import java.util.List;

/**
 * What came of a training.
 *
 * @param data what was learnt from
 * @param history the epochs in order
 * @param seconds how long the training took
 * @param validation how well the classifier does on the validation images
 * @param provenance what the classifier says of how it came to be
 */
record TrainingReport(
    TrainingData data,
    List<EpochSummary> history,
    double seconds,
    Evaluation validation,
    Provenance provenance) {}
