package io.cellclass;

/**
 * One pass over the training data.
 *
 * @param epoch its number, from 1
 * @param trainingLoss the mean cross-entropy in nats over the training images, without augmentation
 *     and dropout, after the epoch
 * @param trainingAccuracy the share of training images recognised, likewise
 * @param validationLoss the mean cross-entropy over the validation images, after the epoch
 * @param validationAccuracy the share of validation images recognised, after the epoch
 * @param learningRate the learning rate in the epoch; 0 for a solver that has none
 * @param seconds how long it took
 */
public record EpochSummary(
    int epoch,
    double trainingLoss,
    double trainingAccuracy,
    double validationLoss,
    double validationAccuracy,
    double learningRate,
    double seconds) {}
