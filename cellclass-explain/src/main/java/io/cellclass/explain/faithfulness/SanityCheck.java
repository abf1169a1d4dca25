package io.cellclass.explain.faithfulness;

import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Whether a method's maps depend on what the classifier has learned (Adebayo et al. 2018, "Sanity
 * Checks for Saliency Maps"): the maps of the trained classifier against those of one that has
 * learned nothing of use. It has random weights (the paper's model parameter randomisation, all
 * layers at once) or was trained on random labels (its data randomisation). Maps that stay the same
 * show the image, not the classifier. Immutable.
 *
 * @param correlations for each image the {@link RankCorrelation} of the two maps, in the images'
 *     order; immutable
 * @param constants for how many images one of the maps was constant, so that the correlation is 0
 *     for want of an order; where this is much, the check says little
 */
public record SanityCheck(List<Double> correlations, int constants) {
  /** Below this rank correlation a map counts as changed. */
  public static final double CHANGED_BELOW = 0.5;

  private static final int BATCH = 16;

  /**
   * Copies the correlations.
   *
   * @throws IllegalArgumentException if there is none, one is outside [-1, 1], or there are fewer
   *     than {@code constants}
   */
  public SanityCheck {
    correlations = List.copyOf(correlations);
    if (correlations.isEmpty()
        || !correlations.stream().allMatch(rho -> Math.abs(rho) <= 1 + 1e-9)
        || constants < 0
        || constants > correlations.size()) {
      throw new IllegalArgumentException(
          "expected correlations in [-1, 1], of which "
              + constants
              + " are of constant maps, found "
              + correlations);
    }
  }

  /**
   * Explains images by both, for the label that the first one's classifier gives each.
   *
   * @param trained explains the classifier that is trained
   * @param untrained explains, by the same method, the one that has learned nothing of use
   * @param images at least one
   * @throws IllegalArgumentException if there is no image, or the second classifier does not know a
   *     label of the first
   * @throws IllegalStateException if a classifier is closed
   */
  public static SanityCheck of(Explainer trained, Explainer untrained, List<RgbImage> images) {
    return of(images, batch -> trained.explain(batch, Prediction::label), untrained);
  }

  /**
   * Holds explanations that are there already against those of another classifier, as for several
   * that have learned nothing.
   *
   * @param trained the explanations of the classifier that is trained, for any labels
   * @param untrained explains, by the same method, the one that has learned nothing of use
   * @param images what was explained, in the explanations' order
   * @throws IllegalArgumentException if there is no image, there are not as many explanations, or
   *     the second classifier does not know a label that was explained
   * @throws IllegalStateException if the classifier is closed
   */
  public static SanityCheck of(
      List<Explanation> trained, Explainer untrained, List<RgbImage> images) {
    if (trained.size() != images.size()) {
      throw new IllegalArgumentException(
          "expected " + images.size() + " explanations, found " + trained.size());
    }
    Iterator<Explanation> next = trained.iterator();
    return of(images, batch -> batch.stream().map(image -> next.next()).toList(), untrained);
  }

  private static SanityCheck of(
      List<RgbImage> images,
      Function<List<RgbImage>, List<Explanation>> trained,
      Explainer untrained) {
    List<Double> correlations = new ArrayList<>();
    int constants = 0;
    for (List<RgbImage> batch : batches(images)) {
      List<Explanation> explanations = trained.apply(batch);
      List<Heatmap> others = maps(untrained, batch, explanations);
      for (int i = 0; i < batch.size(); i++) {
        Heatmap map = explanations.get(i).heatmap();
        correlations.add(RankCorrelation.of(map, others.get(i)));
        if (RankCorrelation.isConstant(map) || RankCorrelation.isConstant(others.get(i))) {
          constants++;
        }
      }
    }
    return new SanityCheck(correlations, constants);
  }

  private static List<List<RgbImage>> batches(List<RgbImage> images) {
    List<List<RgbImage>> batches = new ArrayList<>();
    for (int start = 0; start < images.size(); start += BATCH) {
      batches.add(images.subList(start, Math.min(images.size(), start + BATCH)));
    }
    return batches;
  }

  /** The maps for the targets of other explanations, all images of one target at once. */
  private static List<Heatmap> maps(
      Explainer explainer, List<RgbImage> images, List<Explanation> explanations) {
    Map<Label, List<Integer>> byTarget = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      byTarget.computeIfAbsent(explanations.get(i).target(), none -> new ArrayList<>()).add(i);
    }
    Heatmap[] maps = new Heatmap[images.size()];
    byTarget.forEach(
        (target, numbers) -> {
          List<Explanation> found =
              explainer.explain(numbers.stream().map(images::get).toList(), said -> target);
          for (int i = 0; i < found.size(); i++) {
            maps[numbers.get(i)] = found.get(i).heatmap();
          }
        });
    return List.of(maps);
  }

  /** The number of images. */
  public int images() {
    return correlations.size();
  }

  /** The mean correlation, with its interval. */
  public Estimate correlation() {
    return Estimate.of(correlations);
  }

  /** The correlation that half of the images stay below; of two middle ones the mean. */
  public double median() {
    List<Double> rising = correlations.stream().sorted().toList();
    int half = rising.size() / 2;
    return rising.size() % 2 == 1
        ? rising.get(half)
        : (rising.get(half - 1) + rising.get(half)) / 2;
  }

  /**
   * The share of images whose map has changed: a correlation below {@link #CHANGED_BELOW}, in [0,
   * 1]. Near 1 for a method that passes.
   */
  public double changed() {
    long changed = correlations.stream().filter(rho -> rho < CHANGED_BELOW).count();
    return (double) changed / images();
  }
}
