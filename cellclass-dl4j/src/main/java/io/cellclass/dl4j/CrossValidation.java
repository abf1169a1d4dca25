package io.cellclass.dl4j;

import io.cellclass.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures fits on images that they have not seen, by grouped five-fold cross-validation. */
final class CrossValidation {
  private static final int FOLDS = 5;

  /** Enough to rank settings; the final fit goes on. */
  private static final int ITERATIONS = 60;

  private final int[] folds;
  private final int[] classes;
  private final int classCount;

  private CrossValidation(int[] folds, int[] classes, int classCount) {
    this.folds = folds;
    this.classes = classes;
    this.classCount = classCount;
  }

  /**
   * Of a single group nothing could be held out: its images are divided then, as the lesser evil.
   */
  static CrossValidation of(List<Sample> samples, int[] classes, int classCount, long seed) {
    boolean divided = samples.stream().map(Sample::group).distinct().count() < 2;
    List<Sample> units =
        divided
            ? samples.stream().map(s -> new Sample(s.id(), s.label(), s.source())).toList()
            : samples;
    return new CrossValidation(GroupedFolds.of(units, FOLDS, seed), classes, classCount);
  }

  /**
   * The mean loss and accuracy over all images, each judged by a fit to the other folds.
   *
   * @param byView for each view, {@code [image][feature]}; fits see all views of an image,
   *     judgement the first alone
   */
  LinearSoftmax.Quality quality(List<float[][]> byView, double lambda) {
    double loss = 0;
    double right = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      int[] seen = IntStream.range(0, folds.length).filter(i -> folds[i] != held).toArray();
      int[] unseen = IntStream.range(0, folds.length).filter(i -> folds[i] == held).toArray();
      if (seen.length == 0 || unseen.length == 0) {
        continue;
      }
      LinearSoftmax fit =
          SoftmaxRegression.fit(
              rows(byView, seen),
              labels(byView.size(), seen),
              classCount,
              lambda,
              ITERATIONS,
              (i, f) -> {});
      LinearSoftmax.Quality quality =
          fit.quality(rows(byView.subList(0, 1), unseen), labels(1, unseen));
      loss += quality.loss() * unseen.length / folds.length;
      right += quality.accuracy() * unseen.length / folds.length;
    }
    return new LinearSoftmax.Quality(loss, right);
  }

  private static float[][] rows(List<float[][]> byView, int[] images) {
    List<float[]> rows = new ArrayList<>(byView.size() * images.length);
    for (float[][] view : byView) {
      for (int image : images) {
        rows.add(view[image]);
      }
    }
    return rows.toArray(float[][]::new);
  }

  private int[] labels(int views, int[] images) {
    return IntStream.range(0, views * images.length)
        .map(i -> classes[images[i % images.length]])
        .toArray();
  }
}
