/**
 * How well masks, detections and counts agree with an expert's, measured as the field defines it.
 *
 * <p>Start at {@link io.cellclass.segment.evaluation.SegmentationEvaluation}, {@link
 * io.cellclass.segment.evaluation.DetectionEvaluation} and {@link
 * io.cellclass.segment.evaluation.CountAgreement}. All results are immutable and safe for
 * concurrent use.
 */
@NullMarked
package io.cellclass.segment.evaluation;

import org.jspecify.annotations.NullMarked;
