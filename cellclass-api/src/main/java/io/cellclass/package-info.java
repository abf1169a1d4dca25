/**
 * Telling cells apart in microscope images: the values that flow from image files to predictions,
 * and the interfaces that engines implement.
 *
 * <p>Start at {@link io.cellclass.Classifier} to use a trained model, at {@link
 * io.cellclass.Datasets} and {@link io.cellclass.Trainer} to train one, at {@link
 * io.cellclass.Evaluation} to measure one.
 */
@NullMarked
package io.cellclass;

import org.jspecify.annotations.NullMarked;
