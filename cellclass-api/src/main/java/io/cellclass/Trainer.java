package io.cellclass;

import java.io.IOException;

/**
 * Learns a classifier from labelled images.
 *
 * <p>The same trainer, data and kind of machine give the same weights. A trainer is immutable; each
 * call to {@link #train} stands alone.
 *
 * @param <C> the kind of classifier
 */
public interface Trainer<C extends Classifier> {
  /**
   * Trains a classifier. The caller closes it.
   *
   * @param training the images to learn from
   * @param validation the images that tell how well it goes, and to some trainers when to stop;
   *     never learnt from; under the same labels
   * @throws IllegalArgumentException if a set is empty, a label has no training image, or the
   *     labels differ
   * @throws TrainingDivergedException if the loss is no longer finite
   * @throws UnreadableImageException if an image cannot be decoded
   * @throws IOException if an image cannot be read
   */
  TrainingResult<C> train(Dataset training, Dataset validation, TrainingListener listener)
      throws IOException;

  /** Trains a classifier without telling anyone how it goes. */
  default TrainingResult<C> train(Dataset training, Dataset validation) throws IOException {
    return train(training, validation, TrainingListener.none());
  }
}
