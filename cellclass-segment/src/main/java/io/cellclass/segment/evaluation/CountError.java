package io.cellclass.segment.evaluation;

import io.cellclass.Label;
import java.util.OptionalDouble;

/**
 * How far counts per image are off, beside the error of one who gives each image the same count.
 *
 * <p>A ratio of totals would hide errors that cancel; and a count that hardly varies is easily
 * right. So the error is a mean over images of absolute differences, and is held against a
 * constant.
 *
 * @param label what was counted
 * @param score the lowest score at which a detection counts
 * @param images the number of images
 * @param meanAbsoluteError the mean over the images of |count found - true count|, in cells
 * @param bias the mean over the images of count found - true count, in cells
 * @param constant the mean count of an image of {@code source}
 * @param constantMeanAbsoluteError the mean over the images of |constant - true count|, in cells
 * @param source where the constant comes from
 */
public record CountError(
    Label label,
    double score,
    int images,
    double meanAbsoluteError,
    double bias,
    double constant,
    double constantMeanAbsoluteError,
    Source source) {
  /** Whose mean count the constant is. */
  public enum Source {
    /** That of the images that the detector was trained on: a baseline that knows nothing more. */
    TRAINING,
    /** That of the evaluated images themselves: a baseline that knows their true mean. */
    EVALUATED
  }

  /**
   * The error over that of the constant: below 1 the detector counts better than the constant.
   *
   * @return empty if the constant is right for each image, so that there is nothing to compare with
   */
  public OptionalDouble shareOfConstant() {
    return constantMeanAbsoluteError > 0
        ? OptionalDouble.of(meanAbsoluteError / constantMeanAbsoluteError)
        : OptionalDouble.empty();
  }
}
