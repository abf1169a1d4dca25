package io.cellclass.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The command line: {@code cellclass train}, {@code sweep}, {@code evaluate}, {@code classify},
 * {@code explain}, {@code export}, {@code detect}, {@code count}, {@code train-detect}, {@code
 * evaluate-detect}, {@code segment}, {@code measure}, {@code train-segment}, {@code
 * evaluate-segment}, {@code augment}, {@code quickstart}.
 */
@Command(
    name = "cellclass",
    description = "Tells white blood cells apart in microscope images.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = false,
    usageHelpWidth = 96,
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:failure, said in one line on standard error; also when no image was found at all",
      "2:the command line is wrong",
      "3:all went well, but for images that were missing or could not be read; each has its line on"
          + " standard error"
    })
public final class Cellclass {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      order = Integer.MAX_VALUE,
      description = "On failure, print where in the program it happened.")
  private boolean stacktrace;

  private Cellclass() {}

  /** Runs a command line and ends the process with its exit status. */
  public static void main(String[] args) {
    // Pictures are drawn in memory; no command opens a window.
    System.setProperty("java.awt.headless", "true");
    System.exit(run(Console.ofProcess(), new Dl4jModels(), args));
  }

  static int run(Console console, ModelSource models, String... args) {
    Cellclass root = new Cellclass();
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new TrainCommand(console, models))
            .addSubcommand(new SweepCommand(console, models))
            .addSubcommand(new EvaluateCommand(console, models))
            .addSubcommand(new ClassifyCommand(console, models))
            .addSubcommand(new ExplainCommand(console, models))
            .addSubcommand(new ExportCommand(console, models))
            .addSubcommand(new DetectCommand(console, LargeImages.DEFAULT))
            .addSubcommand(new CountCommand(console, models, LargeImages.DEFAULT))
            .addSubcommand(new TrainDetectCommand(console))
            .addSubcommand(new EvaluateDetectCommand(console))
            .addSubcommand(new SegmentCommand(console, LargeImages.DEFAULT))
            .addSubcommand(new MeasureCommand(console, LargeImages.DEFAULT))
            .addSubcommand(new TrainSegmentCommand(console))
            .addSubcommand(new EvaluateSegmentCommand(console))
            .addSubcommand(new AugmentCommand(console))
            .addSubcommand(new QuickstartCommand(console, models))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(console.out())
            .setErr(console.err())
            .setParameterExceptionHandler((e, arguments) -> misused(console, e))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> root.failed(console, failure));
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | LinkageError failure) {
      return root.failed(console, failure);
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private static int misused(Console console, ParameterException misuse) {
    console.note("cellclass: " + Failures.line(misuse));
    String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
    console.note("Try '" + command + " --help'.");
    return ExitStatus.USAGE;
  }

  private int failed(Console console, Throwable failure) {
    console.note("cellclass: " + Failures.line(failure));
    if (stacktrace) {
      failure.printStackTrace(console.err());
    }
    return ExitStatus.FAILURE;
  }
}
