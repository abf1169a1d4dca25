package io.cellclass.segment.evaluation;

import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.Segmenter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How well a segmenter did on images whose cells are known. Keeps the figures, not the maps. */
public final class SegmentationEvaluation {
  private final List<SegmentationOutcome> outcomes;

  private SegmentationEvaluation(List<SegmentationOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image, found none");
    }
    this.outcomes = List.copyOf(outcomes);
  }

  /**
   * The evaluation of these maps.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SegmentationEvaluation of(List<MapPair> pairs) {
    return new SegmentationEvaluation(pairs.stream().map(SegmentationOutcome::of).toList());
  }

  /**
   * Segments images, one after the other, and compares with what an expert outlined.
   *
   * @throws IllegalArgumentException if there is no image, or a map is not of its image's size
   * @throws IOException if an image or its truth cannot be read, or the listener throws it
   */
  public static SegmentationEvaluation of(
      Segmenter segmenter, List<MaskedImage> images, ProgressListener listener) throws IOException {
    List<SegmentationOutcome> outcomes = new ArrayList<>();
    for (MaskedImage image : images) {
      LabelMap found = segmenter.segment(image.image().read());
      outcomes.add(SegmentationOutcome.of(new MapPair(image.id(), image.truth().read(), found)));
      listener.progressed(outcomes.size(), images.size());
    }
    return new SegmentationEvaluation(outcomes);
  }

  /** The number of images. */
  public int images() {
    return outcomes.size();
  }

  /** Image by image, in the order given; immutable. */
  public List<SegmentationOutcome> outcomes() {
    return outcomes;
  }

  /** All cells, cytoplasm and nucleus, against the background. */
  public RegionSummary whole() {
    return new RegionSummary(outcomes.stream().map(SegmentationOutcome::whole).toList());
  }

  /**
   * All nuclei against the rest, over the images of which both maps have pixel classes.
   *
   * @return empty if there is no such image
   */
  public Optional<RegionSummary> nucleus() {
    List<RegionOutcome> nuclei =
        outcomes.stream().flatMap(outcome -> outcome.nucleus().stream()).toList();
    return nuclei.isEmpty() ? Optional.empty() : Optional.of(new RegionSummary(nuclei));
  }

  /** The mean over the images of Dice's coefficient of whole cells. */
  public double wholeDice() {
    return whole().dice();
  }

  /** The mean over the images of the IoU of whole cells. */
  public double wholeIou() {
    return whole().iou();
  }

  /** The mean over the images of Dice's coefficient of nuclei; empty as {@link #nucleus} is. */
  public OptionalDouble nucleusDice() {
    return nucleus().stream().mapToDouble(RegionSummary::dice).findFirst();
  }

  /**
   * The cells one by one over all images, at each of {@link InstanceMatching#thresholds};
   * immutable.
   */
  public List<InstanceMatching> instances() {
    List<InstanceMatching> sums = new ArrayList<>(outcomes.get(0).instances());
    for (SegmentationOutcome outcome : outcomes.subList(1, outcomes.size())) {
      for (int i = 0; i < sums.size(); i++) {
        sums.set(i, sums.get(i).plus(outcome.instances().get(i)));
      }
    }
    return List.copyOf(sums);
  }

  @Override
  public String toString() {
    return "SegmentationEvaluation["
        + images()
        + " images, whole Dice "
        + wholeDice()
        + ", nucleus Dice "
        + nucleusDice()
        + "]";
  }
}
