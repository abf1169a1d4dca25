package io.cellclass.segment.neural;

/**
 * One pass over the training images.
 *
 * @param epoch its number, from 1
 * @param epochs how many there will be
 * @param trainingLoss the mean loss of its mini-batches, each before its step
 * @param validationLoss the mean loss on the images that are not trained on, after it
 * @param learningRate the learning rate at its end
 * @param seconds how long it took
 */
public record EpochLoss(
    int epoch,
    int epochs,
    double trainingLoss,
    double validationLoss,
    double learningRate,
    double seconds) {}
