/**
 * Images that are too large to be held whole: read by region, seen block by block.
 *
 * <p>Start at {@link io.cellclass.segment.slide.SlideImage}, {@link
 * io.cellclass.segment.slide.SlideDetector} and {@link io.cellclass.segment.slide.SlideSegmenter}.
 */
@NullMarked
package io.cellclass.segment.slide;

import org.jspecify.annotations.NullMarked;
