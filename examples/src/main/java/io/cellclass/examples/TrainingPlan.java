package io.cellclass.examples;

import io.cellclass.dl4j.Balance;
import io.cellclass.dl4j.Optimizer;
import io.cellclass.dl4j.Trainable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to learn. What is null is as the recipe has it.
 *
 * @param recipe the way of learning
 * @param size the side that images are brought to, in pixels
 * @param epochs the most epochs
 * @param seed the seed of all chance
 * @param backbone a file of weights in the layout of keras.applications; the embedded ones if null
 * @param augment how training images are varied
 * @param balance what is done about classes of few images
 * @param descent how the steps of gradient descent are made
 * @param checkpoints where to keep the state after each epoch; nowhere if null
 * @param resume whether to go on from the newest state there
 */
record TrainingPlan(
    Recipe recipe,
    int size,
    int epochs,
    long seed,
    @Nullable Path backbone,
    @Nullable AugmentationSet augment,
    @Nullable Balance balance,
    Descent descent,
    @Nullable Path checkpoints,
    boolean resume) {

  /**
   * How the steps of gradient descent are made. What is null is as the recipe has it.
   *
   * @param trainable which part of the network learns
   * @param optimizer how a gradient becomes a step
   * @param learningRate the learning rate of the first epoch
   * @param batch the number of images in a mini-batch
   * @param patience the number of epochs without a better validation accuracy that end it
   */
  record Descent(
      @Nullable Trainable trainable,
      @Nullable Optimizer optimizer,
      @Nullable Double learningRate,
      @Nullable Integer batch,
      @Nullable Integer patience) {
    static final Descent OF_THE_RECIPE = new Descent(null, null, null, null, null);
  }

  /** The plan with all left to the recipe. */
  static TrainingPlan of(Recipe recipe, int size, long seed) {
    return new TrainingPlan(
        recipe, size, recipe.epochs(), seed, null, null, null, Descent.OF_THE_RECIPE, null, false);
  }

  TrainingPlan withSeed(long other) {
    return new TrainingPlan(
        recipe, size, epochs, other, backbone, augment, balance, descent, checkpoints, resume);
  }

  TrainingPlan withLearningRate(double rate) {
    Descent steps =
        new Descent(
            descent.trainable(), descent.optimizer(), rate, descent.batch(), descent.patience());
    return new TrainingPlan(
        recipe, size, epochs, seed, backbone, augment, balance, steps, checkpoints, resume);
  }

  TrainingPlan withCheckpoints(@Nullable Path folder, boolean goOn) {
    return new TrainingPlan(
        recipe, size, epochs, seed, backbone, augment, balance, descent, folder, goOn);
  }

  @Override
  public String toString() {
    return "recipe " + recipe + ", " + size + "x" + size + " pixels, seed " + seed;
  }
}
