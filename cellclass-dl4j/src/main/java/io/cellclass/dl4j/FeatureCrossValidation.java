package io.cellclass.dl4j;

import io.cellclass.Datasets;
import io.cellclass.Folds;
import io.cellclass.LabelSet;
import io.cellclass.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures fits on images that they have not seen, by grouped five-fold cross-validation. */
final class FeatureCrossValidation {
  private static final int FOLDS = 5;

  /** Enough to rank settings; the final fit goes on. */
  private static final int ITERATIONS = 60;

  private final int[] folds;
  private final int[] classes;
  private final int classCount;

  private FeatureCrossValidation(int[] folds, int[] classes, int classCount) {
    this.folds = folds;
    this.classes = classes;
    this.classCount = classCount;
  }

  /**
   * Of a single group nothing could be held out: its images are divided then, as the lesser evil.
   * Of fewer groups than folds, each is held out once.
   */
  static FeatureCrossValidation of(List<Sample> samples, int[] classes, int classCount, long seed) {
    List<Sample> units = units(samples);
    int groups = groups(units);
    if (groups < 2) {
      return new FeatureCrossValidation(new int[samples.size()], classes, classCount);
    }
    LabelSet labels = LabelSet.of(samples.stream().map(Sample::label).toList());
    Folds folds = Folds.stratified(Datasets.of(labels, units), Math.min(FOLDS, groups), seed);
    int[] foldOfSample = units.stream().mapToInt(unit -> folds.of(unit.group())).toArray();
    return new FeatureCrossValidation(foldOfSample, classes, classCount);
  }

  private static List<Sample> units(List<Sample> samples) {
    return groups(samples) < 2
        ? samples.stream().map(s -> new Sample(s.id(), s.label(), s.source())).toList()
        : samples;
  }

  private static int groups(List<Sample> samples) {
    return (int) samples.stream().map(Sample::group).distinct().count();
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
