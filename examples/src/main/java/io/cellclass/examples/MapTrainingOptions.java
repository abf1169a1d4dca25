package io.cellclass.examples;

import io.cellclass.Provenance;
import io.cellclass.segment.neural.EpochLoss;
import io.cellclass.segment.neural.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long and from where a detector or a segmenter is trained. */
@SuppressWarnings("NullAway.Init") // picocli sets what is injected.
final class MapTrainingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each image is seen (70 for a detector, 40 for a segmenter).")
  private @Nullable Integer epochs;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of all chance (1).")
  private long seed = 1;

  @Option(
      names = "--synthetic",
      paramLabel = "N",
      description =
          "How many drawn images of blood smears, of other stains and magnifications, to learn from"
              + " besides (80 for a segmenter, none for a detector).")
  private @Nullable Integer synthetic;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Keeps the state of the training there after each epoch, and goes on from it if it is"
              + " there.")
  private @Nullable Path checkpoint;

  TrainingSettings applyTo(TrainingSettings settings, Console console) throws IOException {
    TrainingSettings told =
        settings.withSeed(seed).withListener(epoch -> console.note(line(epoch)));
    if (epochs != null) {
      if (epochs < 1) {
        throw new ParameterException(
            spec.commandLine(), "--epochs must be at least 1, not " + epochs);
      }
      told = told.withEpochs(epochs);
    }
    return checkpoint == null ? told : told.withCheckpoint(OutputFile.regularAt(checkpoint).path());
  }

  /**
   * The number of drawn images.
   *
   * @param usual where the option does not say
   */
  int synthetic(int usual) {
    if (synthetic != null && synthetic < 0) {
      throw new ParameterException(
          spec.commandLine(), "--synthetic must be at least 0, not " + synthetic);
    }
    return synthetic == null ? usual : synthetic;
  }

  /** What a network learnt from, drawn images included. */
  static String learntFrom(Provenance provenance) {
    return "learnt from "
        + provenance.settings().get("training images")
        + " images, "
        + provenance.settings().get("validation images")
        + " kept aside";
  }

  private static String line(EpochLoss epoch) {
    return String.format(
        Locale.ROOT,
        "epoch %d of %d: loss %.3f, validation loss %.3f, %s; %s left",
        epoch.epoch(),
        epoch.epochs(),
        epoch.trainingLoss(),
        epoch.validationLoss(),
        Durations.text(epoch.seconds()),
        Durations.text(epoch.seconds() * (epoch.epochs() - epoch.epoch())));
  }
}
