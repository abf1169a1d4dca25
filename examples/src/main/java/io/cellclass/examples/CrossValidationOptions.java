package io.cellclass.examples;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how a way of learning is cross-validated. */
@SuppressWarnings("NullAway.Init") // picocli sets what is injected.
final class CrossValidationOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "First trains K times, each time without a K-th of --data, and measures on that part; then"
              + " trains the classifier that is saved.")
  private @Nullable Integer folds;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "Repeats the K trainings with the next N - 1 seeds too (${DEFAULT-VALUE}).")
  private int repeats;

  boolean wanted() {
    return folds != null;
  }

  /** How many; where it is wanted. */
  int folds() {
    return Objects.requireNonNull(folds);
  }

  /** The seeds of the repetitions. */
  List<Long> seeds(long first) {
    return LongStream.range(first, first + repeats).boxed().toList();
  }

  void check() {
    if (folds != null && folds < 2) {
      throw new ParameterException(spec.commandLine(), "--folds must be at least 2, not " + folds);
    }
    if (repeats < 1 || (repeats > 1 && folds == null)) {
      throw new ParameterException(
          spec.commandLine(), "--repeats must be at least 1 and is for --folds");
    }
  }
}
