package io.cellclass.examples;

import io.cellclass.dl4j.Balance;
import io.cellclass.dl4j.Optimizer;
import io.cellclass.dl4j.Trainable;
import io.cellclass.examples.TrainingPlan.Descent;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that say how to learn, of the commands that train. */
@SuppressWarnings("NullAway.Init") // picocli sets what is injected and has a default.
final class LearningOptions {
  private static final int SMALLEST_SIZE = 75;
  // A bundle has no larger one.
  private static final int LARGEST_SIZE = 8192;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--recipe",
      paramLabel = "paper|default|best",
      description =
          "How to learn: @|bold default|@ looks at the cell in several depths of the network and is"
              + " far better on cells; @|bold paper|@ is the published head on its last one;"
              + " @|bold best|@ is the default whose whole network then learns on, which takes"
              + " much longer.")
  private @Nullable Recipe recipe;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "224",
      description =
          "The side that images are brought to, in pixels, 75 to 8192 (${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "The most epochs (paper 100; best 20; default 200 steps of its solver).")
  private @Nullable Integer epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description =
          "The seed of all chance: the same one gives the same result (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--backbone",
      paramLabel = "FILE.h5",
      description = "InceptionV3 weights in the layout of Keras, instead of the embedded ones.")
  private @Nullable Path backbone;

  @Option(
      names = "--augment",
      paramLabel = "none|paper|microscopy",
      description =
          "How training images are varied (paper: paper; default: microscopy, or mirrored, turned,"
              + " zoomed and brightened; best: the latter). See 'cellclass augment' to look at"
              + " it.")
  private @Nullable AugmentationSet augment;

  @Option(
      names = "--balance",
      paramLabel = "none|weights|sampling",
      converter = BalanceConverter.class,
      description =
          "What is done about classes of few images: their images count more, or are drawn more"
              + " often (none); the same to the default, which draws none.")
  private @Nullable Balance balance;

  @Option(
      names = "--trainable",
      paramLabel = "head|blocks:N|all",
      converter = TrainableConverter.class,
      description =
          "Which part of the network learns: the head, the last N inception blocks too, or all of"
              + " it (paper: head; best: all).")
  private @Nullable Trainable trainable;

  @Option(
      names = "--optimizer",
      paramLabel = "adam|sgd",
      converter = OptimizerConverter.class,
      description = "How a gradient becomes a step: Adam, or SGD with momentum 0.9 (adam).")
  private @Nullable Optimizer optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "The learning rate of the first epoch (paper: 0.001; best: 0.0001).")
  private @Nullable Double learningRate;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "The number of images in a mini-batch (16).")
  private @Nullable Integer batch;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Ends after so many epochs without a better validation accuracy (paper 10; best 5).")
  private @Nullable Integer patience;

  /**
   * The plan, less its checkpoints.
   *
   * @param usual the recipe where none is named
   * @throws ParameterException if an option is out of range, or is not for the recipe
   */
  TrainingPlan plan(Recipe usual) {
    Recipe chosen = recipe == null ? usual : recipe;
    requireRange("--size", size, SMALLEST_SIZE, LARGEST_SIZE);
    int most = epochs == null ? chosen.epochs() : epochs;
    requireAtLeastOne("--epochs", most);
    requireAtLeastOne("--batch", batch);
    requireAtLeastOne("--patience", patience);
    if (learningRate != null && !(learningRate > 0 && Double.isFinite(learningRate))) {
      throw misuse("--learning-rate must be positive, not " + learningRate);
    }
    if (chosen == Recipe.DEFAULT) {
      requireAbsent("--trainable", trainable);
      requireAbsent("--optimizer", optimizer);
      requireAbsent("--learning-rate", learningRate);
      requireAbsent("--batch", batch);
      requireAbsent("--patience", patience);
    }
    if (chosen == Recipe.BEST && trainable != null && trainable.equals(Trainable.head())) {
      throw misuse("--trainable head is not for --recipe best: --recipe default learns a head");
    }
    return new TrainingPlan(
        chosen,
        size,
        most,
        seed,
        backbone,
        augment,
        balance,
        new Descent(trainable, optimizer, learningRate, batch, patience),
        null,
        false);
  }

  private void requireRange(String option, int value, int smallest, int largest) {
    if (value < smallest || value > largest) {
      throw misuse(option + " must be from " + smallest + " to " + largest + ", not " + value);
    }
  }

  private void requireAtLeastOne(String option, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw misuse(option + " must be at least 1, not " + value);
    }
  }

  private void requireAbsent(String option, @Nullable Object value) {
    if (value != null) {
      throw misuse(
          option
              + " is not for --recipe default, whose solver has no such thing; paper and best do");
    }
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** Reads the names of {@link Balance}. */
  static final class BalanceConverter implements ITypeConverter<Balance> {
    @Override
    public Balance convert(String value) {
      return converted(() -> Balance.parse(value));
    }
  }

  /** Reads what {@link Trainable#parse} takes. */
  static final class TrainableConverter implements ITypeConverter<Trainable> {
    @Override
    public Trainable convert(String value) {
      return converted(() -> Trainable.parse(value));
    }
  }

  /** Reads the names of optimizers. */
  static final class OptimizerConverter implements ITypeConverter<Optimizer> {
    private static final double MOMENTUM = 0.9;

    @Override
    public Optimizer convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "adam" -> Optimizer.adam();
        case "sgd" -> Optimizer.sgd(MOMENTUM);
        default -> throw new TypeConversionException("expected adam or sgd, found " + value);
      };
    }
  }

  private interface Parsing<T> {
    T parse();
  }

  private static <T> T converted(Parsing<T> parsing) {
    try {
      return parsing.parse();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
