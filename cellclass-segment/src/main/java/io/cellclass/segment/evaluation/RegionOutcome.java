package io.cellclass.segment.evaluation;

/**
 * How well a region of one image was found, such as all nuclei.
 *
 * @param overlap the pixels
 * @param boundary the boundary, at the tolerance {@link BoundaryAgreement#tolerance(int, int)} of
 *     the image's size
 */
public record RegionOutcome(MaskOverlap overlap, BoundaryAgreement boundary) {
  static RegionOutcome of(Mask truth, Mask found) {
    return new RegionOutcome(
        MaskOverlap.of(truth, found),
        BoundaryAgreement.of(truth, found, BoundaryAgreement.tolerance(truth.width, truth.height)));
  }
}
