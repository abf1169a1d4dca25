package io.cellclass.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "quickstart",
    header = "Shows everything once, on drawn cells, in a few minutes.",
    description =
        "Needs no image of yours: draws cells of five classes, learns them, measures the result on"
            + " cells it has not seen, saves it, and classifies with it. Writes a report, the"
            + " classifier and the results to a folder.")
@SuppressWarnings("NullAway.Init") // picocli sets options with a default.
final class QuickstartCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "cellclass-quickstart",
      description = "The folder to write to (${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--recipe", hidden = true, defaultValue = "default")
  private Recipe recipe;

  @Option(names = "--images-per-class", hidden = true, defaultValue = "50")
  private int imagesPerClass;

  @Option(names = "--unseen-per-class", hidden = true, defaultValue = "20")
  private int unseenPerClass;

  @Option(names = "--size", hidden = true, defaultValue = "224")
  private int size;

  @Option(names = "--seed", hidden = true, defaultValue = "42")
  private long seed;

  QuickstartCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    TrainingPlan plan = TrainingPlan.of(recipe, size, seed);
    new Quickstart(console, models, out, plan).run(imagesPerClass, unseenPerClass);
    return ExitStatus.OK;
  }
}
