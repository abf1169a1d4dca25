package io.cellclass.segment.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How well a region was found over many images. A mean gives each image the same weight; what is
 * pooled takes all images as one, so that large regions weigh more.
 */
public final class RegionSummary {
  private final List<RegionOutcome> outcomes;
  private final MaskOverlap pooled;

  RegionSummary(List<RegionOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image, found none");
    }
    this.outcomes = List.copyOf(outcomes);
    this.pooled =
        outcomes.stream()
            .map(RegionOutcome::overlap)
            .reduce(new MaskOverlap(0, 0, 0), MaskOverlap::plus);
  }

  /** The number of images. */
  public int images() {
    return outcomes.size();
  }

  /** The mean of {@link MaskOverlap#dice}. */
  public double dice() {
    return mean(outcome -> outcome.overlap().dice());
  }

  /** The mean of {@link MaskOverlap#iou}. */
  public double iou() {
    return mean(outcome -> outcome.overlap().iou());
  }

  /** The pixels of all images. */
  public MaskOverlap pooled() {
    return pooled;
  }

  /** The mean of {@link BoundaryAgreement#f1}. */
  public double boundaryF1() {
    return mean(outcome -> outcome.boundary().f1());
  }

  /**
   * The mean of {@link BoundaryAgreement#hausdorff95} over the images that have one, in pixels.
   *
   * @return empty if none has
   */
  public OptionalDouble hausdorff95() {
    return outcomes.stream()
        .flatMapToDouble(outcome -> outcome.boundary().hausdorff95().stream())
        .average();
  }

  /** The number of images without a distance, as there was a region in one of the maps alone. */
  public int imagesWithoutDistance() {
    return (int)
        outcomes.stream().filter(outcome -> outcome.boundary().hausdorff95().isEmpty()).count();
  }

  private double mean(ToDoubleFunction<RegionOutcome> measure) {
    return outcomes.stream().mapToDouble(measure).sum() / outcomes.size();
  }

  @Override
  public String toString() {
    return "RegionSummary[" + images() + " images, Dice " + dice() + ", IoU " + iou() + "]";
  }
}
