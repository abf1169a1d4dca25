package io.cellclass;

/**
 * How well one class is recognised. A ratio with the denominator 0 is 0.
 *
 * @param label the class
 * @param precision of the images given this label, the share that have it, in [0, 1]; 0 if none was
 *     given it
 * @param recall of the images with this label, the share that were given it, in [0, 1]; 0 if {@code
 *     support} is 0
 * @param f1 the harmonic mean of precision and recall, in [0, 1]; 0 if none was given rightly
 * @param support the number of images with this label
 */
public record LabelMetrics(Label label, double precision, double recall, double f1, int support) {}
