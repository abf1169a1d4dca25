package io.cellclass;

/**
 * One pass over the training data.
 *
 * <p>The trainer says which of two kinds its training loss and accuracy are: those on the training
 * images without augmentation and dropout after the epoch, or, where that would cost another pass,
 * the means over the epoch's mini-batches, each as it was learnt from and before its step. The
 * second kind includes label smoothing and class weights, and may lie above the validation loss.
 *
 * @param epoch its number, from 1
 * @param trainingLoss the mean loss in nats over the training images: the cross-entropy after the
 *     epoch, or what the mini-batches lowered
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
