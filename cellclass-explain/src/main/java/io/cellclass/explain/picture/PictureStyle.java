package io.cellclass.explain.picture;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import java.util.Arrays;
import java.util.List;

/**
 * How explanations are drawn. A signed colour map makes negative evidence visible.
 *
 * @param colours the colours of the evidence
 * @param levels where contour lines run, as shares of the maximum, rising
 * @param micrometres the side of a pixel, or 0 where it is not known
 */
record PictureStyle(ColourMap colours, List<Double> levels, double micrometres) {
  static final PictureStyle DEFAULT =
      new PictureStyle(ColourMap.sequential(), List.of(0.25, 0.5, 0.75), 0);

  PictureStyle withColours(ColourMap other) {
    return new PictureStyle(other, levels, micrometres);
  }

  PictureStyle withLevels(double... shares) {
    for (double share : shares) {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "a level must be a share of the maximum between 0 and 1, not " + share);
      }
    }
    List<Double> rising = Arrays.stream(shares).distinct().sorted().boxed().toList();
    return new PictureStyle(colours, rising, micrometres);
  }

  PictureStyle withPixelSize(double size) {
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the side of a pixel must be a positive number of micrometres, not " + size);
    }
    return new PictureStyle(colours, levels, size);
  }

  /** What is shown of a map: with a colour map that is not signed, what speaks for the target. */
  Heatmap shown(Heatmap map) {
    return colours.isSigned() ? map : map.positive();
  }

  /** The largest value that is shown, whatever its sign; 0 where there is nothing to show. */
  double maximum(Heatmap map) {
    double most = 0;
    for (float value : shown(map).values()) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  /** The values that are shown, in words. */
  String range(Heatmap map) {
    float least = 0;
    float most = 0;
    for (float value : shown(map).values()) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return colours.isSigned()
        ? "from " + PictureNumber.of(least) + " to " + PictureNumber.of(most)
        : "at most " + PictureNumber.of(most);
  }

  /** What a picture of an explanation shows, in words. */
  String caption(Explanation explanation) {
    String label = explanation.target().name();
    if (explanation.isEmpty()) {
      return "no evidence for " + label;
    }
    return (colours.isSigned() ? "evidence for and against " : "evidence for ") + label;
  }
}
