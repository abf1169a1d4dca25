/**
 * Segmentation and detection by networks that any {@link io.cellclass.network.NetworkEngine} runs
 * and any {@link io.cellclass.network.TrainingEngine} trains.
 *
 * <p>Start at {@link io.cellclass.segment.neural.NetworkDetector} and {@link
 * io.cellclass.segment.neural.NetworkSegmenter}.
 */
@NullMarked
package io.cellclass.segment.neural;

import org.jspecify.annotations.NullMarked;
