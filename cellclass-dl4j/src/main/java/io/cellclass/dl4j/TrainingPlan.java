package io.cellclass.dl4j;

/**
 * How a {@link TrainingLoop} trains.
 *
 * @param epochs the largest number of epochs
 * @param batch the number of images in a mini-batch
 * @param optimizer what takes the steps
 * @param learningRate the full learning rate
 * @param backboneRate what it is multiplied by for the backbone
 * @param schedule how it changes
 * @param stopping when to end, and whose weights to keep
 * @param labelSmoothing the share of each target that is spread over all classes
 * @param balance what is done about unequal classes
 * @param gradientClipping the largest norm of the gradient; infinite for any
 * @param seed the seed of all chance
 */
record TrainingPlan(
    int epochs,
    int batch,
    Optimizer optimizer,
    double learningRate,
    double backboneRate,
    LearningRateSchedule schedule,
    EarlyStopping stopping,
    double labelSmoothing,
    Balance balance,
    double gradientClipping,
    long seed) {}
