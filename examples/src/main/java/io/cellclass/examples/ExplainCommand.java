package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Explainer;
import io.cellclass.Label;
import io.cellclass.explain.Method;
import io.cellclass.explain.faithfulness.MaskSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    header = "Shows where the classifier found its evidence.",
    description =
        "Draws a picture of each image with the evidence for its label, and prints a line for it:"
            + " file, label, probability, and the place with most evidence. With --evaluate it"
            + " measures instead how far each method's maps can be trusted.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass explain --model wbc.cellclass --out explained cell.png more-cells/",
      "  cellclass explain --model wbc.cellclass --evaluate --masks masks cells/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class ExplainCommand implements Callable<Integer> {
  private final Console console;
  private final ModelSource models;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "The classifier, as saved by train. Without it, the ready one for eight types of blood"
              + " cells (docs/models.md).")
  private @Nullable Path model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write a PNG picture of each image.")
  private @Nullable Path out;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description =
          "How: contributions, grad-cam, grad-cam++, layer-cam, hirescam, eigen-cam,"
              + " integrated-gradients, occlusion or rise (contributions).")
  private @Nullable String method;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "The layer that one of the -cam methods looks at, such as mixed4 (the deepest).")
  private @Nullable String layer;

  @Option(
      names = "--target",
      paramLabel = "LABEL",
      description = "The label to explain, in place of the one that each image is given.")
  private @Nullable String target;

  @Option(
      names = "--panels",
      description = "Draw the evidence for every label side by side, for each image.")
  private boolean panels;

  @Option(names = "--signs", description = "Draw what speaks against the label, too.")
  private boolean signs;

  @Option(
      names = "--pixel-size",
      paramLabel = "UM",
      description = "The side of a pixel in micrometres, for the scale bar.")
  private @Nullable Double pixelSize;

  @Option(
      names = "--masks",
      paramLabel = "DIR",
      description =
          "PNG files called as the images in which the cell is brighter than a quarter of white:"
              + " says whether the evidence lies on the cell.")
  private @Nullable Path masks;

  @Option(
      names = "--evaluate",
      description =
          "Print a table of measures of all methods, beside a random map and a centred blot. Takes"
              + " minutes for a hundred images.")
  private boolean evaluate;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
  private @Nullable Path json;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  ExplainCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile report = json == null ? null : OutputFile.at(json);
    if (report != null && model != null && report.isSameAs(model)) {
      throw misuse("--model and --json name the same file: " + model);
    }
    Method chosen = chosen();
    OutputFolder folder = folder();
    MaskSource known = known();
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    if (files.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    if (folder != null) {
      requireElsewhere(files, folder.path());
    }
    try (Classifier classifier = model == null ? models.ready() : models.load(model)) {
      if (folder == null) {
        MethodComparison comparison =
            new MethodComparison(classifier, known, console, unreadable, models);
        comparison.measure(files);
        console.print(comparison.table());
        if (report != null) {
          report.write(JsonReports.bytes(comparison.json()));
        }
      } else {
        ExplanationStyle style = new ExplanationStyle(panels, signs, pixelSize);
        ExplainedFiles explained =
            new ExplainedFiles(
                classifier, explainer(chosen, classifier), label(classifier), known, style);
        explained.write(files, folder, console, unreadable);
        if (report != null) {
          report.write(JsonReports.bytes(explained.json()));
        }
      }
    }
    return unreadable.exitStatus();
  }

  private Method chosen() {
    if (method == null) {
      return Method.standard();
    }
    String wanted = method.toLowerCase(Locale.ROOT);
    return Arrays.stream(Method.values())
        .filter(known -> known.id().equals(wanted))
        .findFirst()
        .orElseThrow(() -> misuse("--method must be one of " + ids() + ", not " + method));
  }

  private static String ids() {
    return Arrays.stream(Method.values()).map(Method::id).collect(Collectors.joining(", "));
  }

  private @Nullable OutputFolder folder() throws IOException {
    if (evaluate) {
      for (String option :
          List.of("--out", "--method", "--layer", "--target", "--panels", "--signs")) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
          throw misuse("--evaluate measures all methods and draws nothing: leave out " + option);
        }
      }
      return null;
    }
    if (out == null) {
      throw misuse("--out must name the folder for the pictures");
    }
    if (pixelSize != null && !(pixelSize > 0 && pixelSize < 1e6)) {
      throw misuse("--pixel-size must be above 0 micrometres, not " + pixelSize);
    }
    return OutputFolder.at(out);
  }

  /** A picture is called as its image: in the same folder it would replace it. */
  private void requireElsewhere(List<Path> files, Path folder) throws IOException {
    for (Path file : files) {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null && Files.exists(folder) && Files.isSameFile(parent, folder)) {
        throw misuse("--out must be another folder than that of an image, " + file);
      }
    }
  }

  private MaskSource known() throws IOException {
    if (masks == null) {
      return MaskSource.none();
    }
    if (!Files.isDirectory(masks)) {
      throw new NotDirectoryException(masks + ": expected a folder of masks");
    }
    return MaskSource.folder(masks);
  }

  private Explainer explainer(Method chosen, Classifier classifier) {
    try {
      return layer == null ? chosen.explainer(classifier) : chosen.explainer(classifier, layer);
    } catch (IllegalArgumentException problem) {
      throw misuse((layer == null ? "--method: " : "--layer: ") + problem.getMessage());
    }
  }

  private @Nullable Label label(Classifier classifier) {
    if (target == null) {
      return null;
    }
    Label label = new Label(target);
    if (!classifier.labels().contains(label)) {
      throw misuse("--target must be one of " + classifier.labels() + ", not " + target);
    }
    return label;
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
