package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Classifier;
import io.cellclass.ClassifierEngine;
import io.cellclass.explain.faithfulness.MaskSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  /** The engine that gives gradients. */
  private static final String GRADIENTS = "dl4j";

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

  @Mixin private MethodOptions methods;

  @Option(
      names = "--panels",
      description = "Draw the evidence for every label side by side, for each image.")
  private boolean panels;

  @Option(
      names = "--gallery",
      description =
          "Also draw pages of all images, one label after the other, in the folder gallery below"
              + " that of --out.")
  private boolean gallery;

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

  @Option(
      names = "--random-labels",
      paramLabel = "FILE",
      description =
          "With --evaluate: a classifier that was trained on the same images with their labels"
              + " shuffled. Maps that it has too show the images, not what was learnt.")
  private @Nullable Path randomLabels;

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
    methods.method();
    OutputFolder folder = folder();
    MaskSource known = known();
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    if (files.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    if (folder != null) {
      requireElsewhere(files, folder.path());
      requireElsewhere(files, folder.path().resolve(ExplainedFiles.GALLERY));
    }
    try (Classifier classifier = explained()) {
      ObjectNode result =
          folder == null
              ? measured(classifier, files, known, unreadable)
              : explained(classifier, files, known, folder, unreadable);
      if (report != null) {
        report.write(JsonReports.bytes(result));
      }
    }
    return unreadable.exitStatus();
  }

  /** An exported file has no engine that gives gradients. */
  private Classifier explained() throws IOException {
    if (model == null) {
      return models.ready(GRADIENTS);
    }
    String name = model.toString().toLowerCase(Locale.ROOT);
    boolean exported =
        ClassifierEngine.EXPORTED.stream().anyMatch(format -> name.endsWith("." + format));
    return models.load(model, exported ? null : GRADIENTS);
  }

  private ObjectNode measured(
      Classifier classifier, List<Path> files, MaskSource known, UnreadableImages unreadable)
      throws IOException {
    try (Classifier shuffled = randomLabels == null ? null : models.load(randomLabels, GRADIENTS)) {
      MethodTable table =
          new MethodComparison(classifier, shuffled, known, console, unreadable, models)
              .measure(files);
      console.print(table.text());
      return table.json();
    }
  }

  private ObjectNode explained(
      Classifier classifier,
      List<Path> files,
      MaskSource known,
      OutputFolder folder,
      UnreadableImages unreadable)
      throws IOException {
    ExplainedFiles explained =
        new ExplainedFiles(
            classifier,
            methods.explainer(classifier),
            methods.target(classifier),
            known,
            new ExplanationStyle(panels, signs, pixelSize));
    explained.write(files, folder, console, unreadable);
    if (gallery) {
      explained.writeGallery(folder, console);
    }
    return explained.json();
  }

  private @Nullable OutputFolder folder() throws IOException {
    if (evaluate) {
      for (String option :
          List.of("--out", "--method", "--layer", "--target", "--panels", "--signs", "--gallery")) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
          throw misuse("--evaluate measures all methods and draws nothing: leave out " + option);
        }
      }
      return null;
    }
    if (randomLabels != null) {
      throw misuse("--random-labels is of use with --evaluate alone");
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
    try {
      PictureFiles.requireElsewhere("--out", files, folder);
    } catch (IllegalArgumentException problem) {
      throw misuse(String.valueOf(problem.getMessage()));
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

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
