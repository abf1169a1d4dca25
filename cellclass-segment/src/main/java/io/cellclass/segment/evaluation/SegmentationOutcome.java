package io.cellclass.segment.evaluation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How well the cells of one image were found. */
public final class SegmentationOutcome {
  private final String id;
  private final RegionOutcome whole;
  private final @Nullable RegionOutcome nucleus;
  private final List<InstanceMatching> instances;

  private SegmentationOutcome(
      String id,
      RegionOutcome whole,
      @Nullable RegionOutcome nucleus,
      List<InstanceMatching> instances) {
    this.id = id;
    this.whole = whole;
    this.nucleus = nucleus;
    this.instances = List.copyOf(instances);
  }

  static SegmentationOutcome of(MapPair pair) {
    boolean classes = pair.truth().hasPixelClasses() && pair.found().hasPixelClasses();
    return new SegmentationOutcome(
        pair.id(),
        RegionOutcome.of(Mask.whole(pair.truth()), Mask.whole(pair.found())),
        classes ? RegionOutcome.of(Mask.nuclei(pair.truth()), Mask.nuclei(pair.found())) : null,
        InstanceMatching.of(pair.truth(), pair.found()));
  }

  /** What the image is called. */
  public String id() {
    return id;
  }

  /** All cells, cytoplasm and nucleus, against the background. */
  public RegionOutcome whole() {
    return whole;
  }

  /**
   * All nuclei against the rest.
   *
   * @return empty if one of the maps has no pixel classes
   */
  public Optional<RegionOutcome> nucleus() {
    return Optional.ofNullable(nucleus);
  }

  /** The cells one by one, at each of {@link InstanceMatching#thresholds}; immutable. */
  public List<InstanceMatching> instances() {
    return instances;
  }

  @Override
  public String toString() {
    return "SegmentationOutcome[" + id + ", whole Dice " + whole.overlap().dice() + "]";
  }
}
