package io.cellclass.dl4j;

import io.cellclass.dl4j.EpochOrder.Draw;
import java.io.IOException;
import java.util.List;

/** Where a {@link TrainingLoop} has a learner's inputs from. */
interface TrainingInputs {
  /** Takes inputs in the order that was asked for. */
  interface Taker {
    void take(List<float[]> inputs) throws IOException;
  }

  /** The number of classes. */
  int classCount();

  /** The class of each training image. Not copied. */
  int[] classes();

  /** The class of each validation image. Not copied. */
  int[] validationClasses();

  /**
   * Hands on what an epoch learns from, augmented, in mini-batches of which the last may be
   * smaller.
   */
  void training(int epoch, List<Draw> draws, int batch, Taker taker) throws IOException;

  /** Hands on the validation images, in parts of any size. */
  void validation(Taker taker) throws IOException;

  /**
   * Hands on the training images as they are, in parts of any size, where that costs little: the
   * quality on them is measured after each epoch then.
   *
   * @return whether it did; otherwise the history gets the means over an epoch's mini-batches
   */
  boolean plain(Taker taker) throws IOException;
}
