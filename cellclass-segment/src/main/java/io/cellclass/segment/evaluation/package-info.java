/**
 * How well masks, detections and counts agree with an expert's, measured as the field defines it.
 *
 * <p>Start at {@link io.cellclass.segment.evaluation.SegmentationEvaluation} and {@link
 * io.cellclass.segment.evaluation.DetectionEvaluation}. All results are immutable and safe for
 * concurrent use.
 */
@NullMarked
package io.cellclass.segment.evaluation;

import org.jspecify.annotations.NullMarked;
