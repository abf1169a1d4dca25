package io.cellclass;

/**
 * A data set in three parts: to learn from, to decide when to stop, and to measure with. A part may
 * be empty.
 *
 * @param training the images to learn from
 * @param validation the images that choices are made by
 * @param test the images that nothing is decided by
 */
public record Split(Dataset training, Dataset validation, Dataset test) {
  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException if their labels differ
   */
  public Split {
    if (!training.labels().equals(validation.labels())
        || !training.labels().equals(test.labels())) {
      throw new IllegalArgumentException(
          "expected parts with the same labels, found "
              + training.labels()
              + ", "
              + validation.labels()
              + " and "
              + test.labels());
    }
  }

  /**
   * Divides a data set by chance so that a group stays whole and the parts have the same mixture of
   * labels.
   *
   * <p>Where every sample is its own group, the parts get of each label the largest-remainder
   * rounding of their shares. Otherwise the groups, the largest first and the rest in random order,
   * go one by one where the counts of their labels fall short most; the counts come as near to the
   * shares as that gets them. Before the shares, two things count, as far as whole groups allow: a
   * label is in the training part, and a label of at least as many groups as there are parts with a
   * share is in each of them.
   *
   * <p>The same samples, fractions and seed give the same parts, in whatever order the samples
   * stand. Within a part they stand as in the data set.
   */
  public static Split stratified(Dataset dataset, Fractions fractions, long seed) {
    return new StratifiedSplitter(dataset, fractions, seed).split();
  }

  /**
   * Divides a data set into a training and a validation part, as {@link #stratified(Dataset,
   * Fractions, long)} does; the test part is empty.
   *
   * @param validationFraction the share of the validation part, in [0, 1]
   * @throws IllegalArgumentException if the share is outside [0, 1]
   */
  public static Split stratified(Dataset dataset, double validationFraction, long seed) {
    return stratified(dataset, new Fractions(1 - validationFraction, validationFraction, 0), seed);
  }

  /**
   * The shares of the parts, each in [0, 1], together 1. A part with the share 0 stays empty.
   *
   * @param training the share of the training part
   * @param validation the share of the validation part
   * @param test the share of the test part
   */
  public record Fractions(double training, double validation, double test) {
    private static final double TOLERANCE = 1e-9;

    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException if one is outside [0, 1] or they do not add up to 1
     */
    public Fractions {
      boolean negative = !(training >= 0 && validation >= 0 && test >= 0);
      if (negative || !(Math.abs(training + validation + test - 1) <= TOLERANCE)) {
        throw new IllegalArgumentException(
            "expected shares in [0, 1] that add up to 1, found training "
                + training
                + ", validation "
                + validation
                + " and test "
                + test);
      }
    }
  }
}
