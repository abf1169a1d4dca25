/**
 * Cells in whole images: masks, detection, counting and measurement.
 *
 * <p>Start at {@link io.cellclass.segment.Segmenter} and {@link io.cellclass.segment.Detector}.
 */
@NullMarked
package io.cellclass.segment;

import org.jspecify.annotations.NullMarked;
