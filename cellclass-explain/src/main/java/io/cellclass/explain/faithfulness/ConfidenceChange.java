package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.RgbImage;
import io.cellclass.explain.Substitute;
import java.util.List;

/**
 * How the target's probability changes when only what a map calls important is left of the image
 * (Chattopadhay et al. 2018, Grad-CAM++, section 5.1). Immutable.
 *
 * @param before the probability for the image, in [0, 1]
 * @param after the probability for what is left of it, in [0, 1]
 */
public record ConfidenceChange(double before, double after) {
  /**
   * Checks the probabilities.
   *
   * @throws IllegalArgumentException if one is outside [0, 1]
   */
  public ConfidenceChange {
    if (!(before >= 0 && before <= 1 && after >= 0 && after <= 1)) {
      throw new IllegalArgumentException(
          "expected probabilities in [0, 1], found " + before + " and " + after);
    }
  }

  /**
   * Classifies the image, and the image mixed with its background in proportion to the map: the
   * largest value keeps a pixel as it is, 0 and negative ones make it {@link
   * Substitute#BACKGROUND}. The paper makes it black, which no smear is. Both are judged by {@link
   * Classifier#viewing}.
   *
   * @throws IllegalArgumentException if the explanation's map is not of the image's size, or the
   *     classifier does not know its target
   * @throws IllegalStateException if the classifier is closed
   */
  public static ConfidenceChange of(
      Classifier classifier, RgbImage image, Explanation explanation) {
    return of(new Trial(classifier, image, explanation));
  }

  static ConfidenceChange of(Trial trial) {
    RgbImage image = trial.image();
    List<Double> probabilities =
        trial.probabilities(2, copy -> copy == 0 ? image : masked(image, trial.map()));
    return new ConfidenceChange(probabilities.get(0), probabilities.get(1));
  }

  private static RgbImage masked(RgbImage image, Heatmap map) {
    float[] values = map.positive().values();
    float largest = map.peak().map(peak -> map.value(peak.x(), peak.y())).orElse(1f);
    byte[] bytes = image.bytes();
    byte[] background = Substitute.BACKGROUND.of(image).bytes();
    for (int i = 0; i < bytes.length; i++) {
      double share = values[i / 3] / largest;
      int from = background[i] & 0xff;
      bytes[i] = (byte) Math.round(from + share * ((bytes[i] & 0xff) - from));
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }

  /**
   * The share of the probability that is lost, max(0, before - after) / before, in [0, 1]; 0 if
   * there was none. Its mean over images is the paper's average drop, there in per cent: smaller is
   * better.
   */
  public double drop() {
    return before > 0 ? Math.max(0, before - after) / before : 0;
  }

  /**
   * Whether the probability has grown. The share of images where it has is the paper's increase in
   * confidence: larger is better.
   */
  public boolean increased() {
    return after > before;
  }
}
