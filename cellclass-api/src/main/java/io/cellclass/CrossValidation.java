package io.cellclass;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * How well what a trainer makes recognises images that it has not learnt from: every image is
 * judged by a classifier that was trained without its fold, and all of it is repeated with several
 * seeds. Immutable and safe for concurrent use.
 */
public final class CrossValidation {
  private final List<Long> seeds;
  private final List<Evaluation> evaluations;

  private CrossValidation(List<Long> seeds, List<Evaluation> evaluations) {
    this.seeds = seeds;
    this.evaluations = evaluations;
  }

  /**
   * Trains and evaluates, for each seed and each fold in turn, and closes each classifier. For five
   * folds and three seeds:
   *
   * <pre>{@code
   * CrossValidation.of(
   *     seed -> Folds.stratified(dataset, 5, seed),
   *     0.2,
   *     List.of(1L, 2L, 3L),
   *     seed -> trainer(seed),
   *     CrossValidationListener.none());
   * }</pre>
   *
   * @param folds the folds of a seed, such as {@code seed -> Folds.stratified(dataset, 5, seed)};
   *     all of the same samples
   * @param validationFraction the share of the images outside the fold that the trainer validates
   *     with, in (0, 1)
   * @param seeds one for each repetition
   * @param trainers the trainer of a seed
   * @throws IllegalArgumentException before anything is trained, if there is no seed or one twice,
   *     the share is outside (0, 1), the samples of two seeds' folds differ, or, with a fold held
   *     out, no image is left to validate with or a label has none to learn from; later, if the
   *     trainer throws it
   * @throws TrainingDivergedException if the loss of a training is no longer finite
   * @throws UnreadableImageException if an image cannot be decoded
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   * @throws IOException if an image cannot be read
   */
  public static CrossValidation of(
      LongFunction<Folds> folds,
      double validationFraction,
      List<Long> seeds,
      LongFunction<? extends Trainer<?>> trainers,
      CrossValidationListener listener)
      throws IOException {
    if (!(validationFraction > 0 && validationFraction < 1)) {
      throw new IllegalArgumentException(
          "expected a share of validation images in (0, 1), found " + validationFraction);
    }
    if (seeds.isEmpty() || new HashSet<>(seeds).size() != seeds.size()) {
      throw new IllegalArgumentException("expected different seeds, at least one, found " + seeds);
    }
    List<FoldRun> runs = new ArrayList<>();
    for (long seed : seeds) {
      runs.add(new FoldRun(folds.apply(seed), validationFraction, seed));
    }
    Dataset dataset = runs.get(0).folds().dataset();
    for (FoldRun run : runs) {
      requireSame(dataset, run.folds().dataset());
      run.requireTrainable();
    }
    List<Evaluation> evaluations = new ArrayList<>();
    for (FoldRun run : runs) {
      List<Outcome> outcomes = run.outcomes(trainers, listener);
      Evaluation pooled = Evaluation.of(dataset.labels(), inOrder(outcomes, dataset));
      evaluations.add(pooled);
      listener.repetitionEnded(run.seed(), pooled);
    }
    return new CrossValidation(List.copyOf(seeds), List.copyOf(evaluations));
  }

  private static void requireSame(Dataset one, Dataset other) {
    if (!one.labels().equals(other.labels())
        || one.size() != other.size()
        || !new HashSet<>(one.samples()).containsAll(other.samples())) {
      throw new IllegalArgumentException(
          "expected folds of the same samples for every seed, found " + one + " and " + other);
    }
  }

  private static List<Outcome> inOrder(List<Outcome> outcomes, Dataset dataset) {
    Map<String, Integer> positions = new HashMap<>();
    for (Sample sample : dataset.samples()) {
      positions.put(sample.id(), positions.size());
    }
    return outcomes.stream()
        .sorted(Comparator.comparing(outcome -> positions.getOrDefault(outcome.id(), 0)))
        .toList();
  }

  /** The seeds of the repetitions. */
  public List<Long> seeds() {
    return seeds;
  }

  /**
   * For each seed, the evaluation of all images, each judged by the classifier that was trained
   * without it; outcomes in the order of the data set; immutable.
   */
  public List<Evaluation> evaluations() {
    return evaluations;
  }

  /** The mean over the seeds of the accuracy over all images. */
  public double meanAccuracy() {
    return evaluations.stream().mapToDouble(Evaluation::accuracy).average().orElseThrow();
  }

  /**
   * The standard deviation of the accuracy over the seeds, with the divisor n - 1; 0 for one seed.
   * It tells what chance in folds and training does, not how far another set of images might be
   * off: for that see {@link #accuracyInterval()}.
   */
  public double standardDeviation() {
    if (evaluations.size() == 1) {
      return 0;
    }
    double mean = meanAccuracy();
    double squares = 0;
    for (Evaluation evaluation : evaluations) {
      squares += (evaluation.accuracy() - mean) * (evaluation.accuracy() - mean);
    }
    return Math.sqrt(squares / (evaluations.size() - 1));
  }

  /**
   * The 95 % interval of {@link #meanAccuracy()}. Images of a group, and the outcomes of an image
   * under several seeds, are not taken for independent: it is {@link Interval#wilson} of as many
   * images as would leave the accuracy as uncertain as its variance over the groups does (Cochran
   * 1977, section 3.12), and never of more than there are.
   */
  public Interval accuracyInterval() {
    return GroupedAccuracy.interval(
        evaluations.stream().flatMap(evaluation -> evaluation.outcomes().stream()).toList());
  }

  @Override
  public String toString() {
    return "CrossValidation[accuracy "
        + meanAccuracy()
        + " +- "
        + standardDeviation()
        + " over the seeds "
        + seeds
        + "]";
  }
}
