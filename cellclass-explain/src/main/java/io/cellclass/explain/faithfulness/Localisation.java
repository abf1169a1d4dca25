package io.cellclass.explain.faithfulness;

import io.cellclass.Heatmap;

/**
 * How well a map of evidence lies on the true cell. It tells whether the classifier looked at the
 * cell, as far as the map is to be believed; it does not tell whether it is. Immutable.
 *
 * @param energyInside the share of the sum of the positive values that is inside the mask, in [0,
 *     1]; 0 for a map without a positive value. The energy-based pointing game of Wang et al. 2020
 *     (Score-CAM, section 4.3). {@link Mask#areaShare} is the value of a constant map
 * @param hit whether the map's {@link Heatmap#peak}, the first of several, lies inside the mask;
 *     false for a map without a positive value. The pointing game of Zhang et al. 2018 (Excitation
 *     Backprop, section 4.1), without its tolerance of 15 pixels
 */
public record Localisation(double energyInside, boolean hit) {
  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is outside [0, 1]
   */
  public Localisation {
    if (!(energyInside >= 0 && energyInside <= 1)) {
      throw new IllegalArgumentException("expected a share in [0, 1], found " + energyInside);
    }
  }

  /**
   * Holds a map against the truth.
   *
   * @throws IllegalArgumentException if they are of different sizes
   */
  public static Localisation of(Heatmap map, Mask mask) {
    Sizes.requireSame(map, mask);
    boolean hit = map.peak().map(peak -> mask.contains(peak.x(), peak.y())).orElse(false);
    return new Localisation(energyInside(map, mask), hit);
  }

  private static double energyInside(Heatmap map, Mask mask) {
    double inside = 0;
    double outside = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        double value = Math.max(0, map.value(x, y));
        if (mask.contains(x, y)) {
          inside += value;
        } else {
          outside += value;
        }
      }
    }
    return inside > 0 ? inside / (inside + outside) : 0;
  }
}
