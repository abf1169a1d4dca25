package io.cellclass;

import java.util.List;

/**
 * A trained classifier and how its training went.
 *
 * @param classifier the classifier; the caller closes it
 * @param history the epochs in order
 * @param <C> the kind of classifier
 */
public record TrainingResult<C extends Classifier>(C classifier, List<EpochSummary> history) {
  /** Copies the history. */
  public TrainingResult {
    history = List.copyOf(history);
  }
}
