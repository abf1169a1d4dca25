package io.cellclass.dl4j;

import io.cellclass.EpochSummary;
import io.cellclass.network.Tensor;
import java.util.List;
import java.util.Map;

/**
 * All that a training needs between two epochs to go on as if nothing had been. The generators of
 * chance need no more than seed, epoch and step.
 *
 * @param steps the number of steps taken
 * @param rate where the learning rate's schedule stands
 * @param stopping where early stopping stands
 * @param history the epochs so far
 * @param parameters the learner's row
 * @param best the row of the epoch that is best so far
 * @param optimizer the optimizer's rows by their names
 */
record TrainingState(
    int steps,
    RateState rate,
    StoppingState stopping,
    List<EpochSummary> history,
    Tensor parameters,
    Tensor best,
    Map<String, Tensor> optimizer) {
  TrainingState {
    history = List.copyOf(history);
    optimizer = Map.copyOf(optimizer);
  }
}
