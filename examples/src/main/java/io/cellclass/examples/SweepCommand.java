package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.SplitAudit;
import io.cellclass.report.HtmlReport;
import io.cellclass.report.SweepRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "sweep",
    header = "Trains with several learning rates and seeds, to see which rate is best.",
    description =
        "Prints the validation accuracy for each learning rate and at several steps, and writes it"
            + " with its plots: report.html and its pictures, and sweep.csv with every epoch. The"
            + " recipe is paper unless another is named.",
    footerHeading = "%nExample:%n",
    footer =
        "  cellclass sweep --data my-cells --learning-rates 1e-4,3e-4,1e-3,3e-3 --seeds 3 --out"
            + " sweep")
@SuppressWarnings("NullAway.Init") // picocli sets required options.
final class SweepCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(
      names = "--validation",
      paramLabel = "DIR|CSV",
      description =
          "The images to validate with. Without it a fifth of the data is kept aside, another one"
              + " for each seed.")
  private @Nullable Path validation;

  @Option(
      names = "--learning-rates",
      required = true,
      split = ",",
      paramLabel = "X",
      description = "The learning rates to try, with commas between.")
  private List<Double> learningRates;

  @Option(
      names = "--seeds",
      paramLabel = "K",
      defaultValue = "3",
      description =
          "How many seeds to try each with: that of --seed, and the next (${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write the report, its pictures and the table.")
  private Path out;

  @Mixin private AuditOptions audit;
  @Mixin private LearningOptions learning;

  SweepCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    TrainingPlan plan = plan();
    OutputFolder folder = OutputFolder.at(out);
    UnreadableImages unreadable = new UnreadableImages(console);
    Progress progress = new Progress(console);
    Dataset all = audit.grouped(unreadable.leaveOut(data.read(), progress), console);
    Dataset aside =
        validation == null
            ? null
            : unreadable.leaveOut(
                TrainingData.of(all, data.read(validation)).validation(), progress);
    // Each seed divides the images anew: what groups share, some division puts apart.
    SplitAudit audited =
        aside == null
            ? audit.checkWithin(all, console)
            : audit.check(new TrainingData(all, aside).parts(), console);
    Sweep sweep = new Sweep(models, plan, console);
    long first = plan.seed();
    List<SweepRun> runs = new ArrayList<>();
    for (double rate : learningRates) {
      for (long seed : LongStream.range(first, first + seeds).toArray()) {
        runs.add(sweep.run(all, aside, rate, seed));
        // Whatever happens to the next, hours of training are kept.
        folder.write("sweep.csv", SweepText.csv(runs).getBytes(StandardCharsets.UTF_8));
      }
    }
    HtmlReport page =
        HtmlReport.of("Sweep over learning rates: " + data.path().getFileName())
            .withSweep(runs)
            .withSettings("Command line", GivenOptions.of(spec));
    (aside == null ? page.withGroupAudit(audited) : page.withAudit(audited)).write(folder.path());
    console.print(SweepText.table(runs));
    console.print("Written to " + out);
    return unreadable.exitStatus();
  }

  private TrainingPlan plan() {
    TrainingPlan plan = learning.plan(Recipe.PAPER);
    if (plan.recipe() == Recipe.DEFAULT) {
      throw misuse("--recipe default has no learning rate to sweep over");
    }
    if (plan.descent().learningRate() != null) {
      throw misuse("--learning-rates takes the place of --learning-rate");
    }
    for (double rate : learningRates) {
      if (!(rate > 0 && Double.isFinite(rate))) {
        throw misuse("--learning-rates must be positive, not " + rate);
      }
    }
    if (seeds < 1) {
      throw misuse("--seeds must be at least 1, not " + seeds);
    }
    return plan;
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
