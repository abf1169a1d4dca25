/**
 * Random changes of training images, and stain normalisation, on OpenCV.
 *
 * <p>Start at {@link io.cellclass.augment.Augmentations} for whole sets. A set of one's own is put
 * together from the records of this package with {@code then}, {@code withProbability} and {@code
 * oneOf}; geometric steps that follow each other are done in one warp, so that an image is
 * resampled once.
 *
 * <p>The native libraries of OpenCV are unpacked and loaded when the first image is changed by a
 * step that needs them.
 */
@NullMarked
package io.cellclass.augment;

import org.jspecify.annotations.NullMarked;
