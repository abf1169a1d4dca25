package io.cellclass.examples;

import io.cellclass.Agreement;
import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.examples.ExportRequest.Format;
import io.cellclass.examples.ExportRequest.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    header = "Writes a classifier as a file that other programs run.",
    description =
        "Writes the network with its labels and preprocessing as an ONNX or a TensorFlow Lite file,"
            + " runs that file on labelled images beside the classifier that it was made of, and"
            + " keeps it only if the two agree.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass export --model wbc.cellclass --format onnx --out wbc.onnx",
      "  cellclass export --model wbc.cellclass --format tflite --quantize int8 --calibration"
          + " my-cells --check my-test-cells --out wbc.tflite"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class ExportCommand implements Callable<Integer> {
  /** More tell hardly more of the ranges of values. */
  private static final int MOST_CALIBRATING = 200;

  private final Console console;
  private final ModelSource models;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The classifier, as saved by train.")
  private Path model;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "onnx|tflite",
      description = "What to write.")
  private Format format;

  @Option(
      names = "--quantize",
      paramLabel = "HOW",
      description =
          "none, float16 (weights of half the size), dynamic (weights of a quarter) or int8 (all"
              + " values in 8 bits, with --calibration); onnx takes none and int8 (none).")
  private Quantization quantization = Quantization.NONE;

  @Option(
      names = "--calibration",
      paramLabel = "DIR|CSV",
      description =
          "Labelled images that tell the ranges of values, such as those that were learnt from; up"
              + " to 200 of them are looked at.")
  private @Nullable Path calibration;

  @Option(
      names = "--check",
      paramLabel = "DIR|CSV",
      description =
          "Labelled images on which the file is held against the classifier that it was made of"
              + " (those of --calibration).")
  private @Nullable Path check;

  @Option(
      names = "--ignore-unknown-labels",
      description = "Leave out images with labels that the classifier does not know.")
  private boolean ignoreUnknownLabels;

  @Option(
      names = "--uint8",
      description =
          "With --format tflite --quantize int8: the network takes and gives bytes in place of"
              + " floating-point numbers.")
  private boolean bytes;

  @Option(
      names = "--force",
      description =
          "Keep the file though it loses more than a point of accuracy, or names another label for"
              + " more than 2 %% of the images.")
  private boolean force;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the file: a name that ends in .onnx or .tflite.")
  private Path out;

  ExportCommand(Console console, ModelSource models) {
    this.console = console;
    this.models = models;
  }

  @Override
  public Integer call() throws IOException {
    ExportRequest request = request();
    OutputFile target = target();
    UnreadableImages unreadable = new UnreadableImages(console);
    Path unchecked = target.path().resolveSibling("." + UUID.randomUUID() + format.ending());
    try (Classifier original = models.load(model)) {
      Dataset calibrating = calibration == null ? null : known(calibration, original);
      Dataset checking = check == null ? calibrating : known(check, original);
      models.export(model, request, calibrating(calibrating, unreadable), unchecked);
      Optional<String> objection = objection(original, unchecked, checking, unreadable);
      if (objection.isPresent() && !force) {
        throw new IOException(
            out + ": not written, as " + objection.get() + "; --force keeps such a file");
      }
      objection.ifPresent(problem -> console.note("cellclass: kept by --force though " + problem));
      OutputFile.replace(unchecked, target.path(), Files::move);
    } finally {
      Files.deleteIfExists(unchecked);
    }
    console.print(
        String.format(Locale.ROOT, "Wrote %s, %.1f MB", out, Files.size(target.path()) / 1e6));
    return unreadable.exitStatus();
  }

  private ExportRequest request() {
    if (!format.quantizations().contains(quantization)) {
      throw misuse(
          "--format "
              + format.engine()
              + " takes --quantize "
              + format.quantizations().toString().toLowerCase(Locale.ROOT)
              + ", not "
              + quantization.name().toLowerCase(Locale.ROOT));
    }
    if (quantization == Quantization.INT8 && calibration == null) {
      throw misuse("--quantize int8 needs images that tell the ranges of values: --calibration");
    }
    if (quantization != Quantization.NONE && calibration == null && check == null && !force) {
      throw misuse(
          "a quantized file is held against its original on labelled images: name some with"
              + " --check, or do without by --force");
    }
    if (bytes && (format != Format.TFLITE || quantization != Quantization.INT8)) {
      throw misuse("--uint8 is of use with --format tflite --quantize int8 alone");
    }
    return new ExportRequest(format, quantization, bytes);
  }

  private OutputFile target() throws IOException {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(format.ending())) {
      throw misuse("--out must end in " + format.ending() + ", not as " + out.getFileName());
    }
    OutputFile target = OutputFile.regularAt(out);
    if (target.isSameAs(model)) {
      throw misuse("--model and --out name the same file: " + model);
    }
    return target;
  }

  private Dataset known(Path data, Classifier classifier) throws IOException {
    return new KnownLabels(ignoreUnknownLabels, console).of(Datasets.open(data), model, classifier);
  }

  /** Images from all of the data set, evenly spread. */
  private static List<RgbImage> calibrating(@Nullable Dataset dataset, UnreadableImages unreadable)
      throws IOException {
    if (dataset == null) {
      return List.of();
    }
    List<RgbImage> images = new ArrayList<>();
    int count = Math.min(MOST_CALIBRATING, dataset.size());
    for (int i = 0; i < count; i++) {
      Sample sample = dataset.samples().get((int) ((long) i * dataset.size() / count));
      try {
        images.add(sample.image());
      } catch (IOException problem) {
        unreadable.report(sample.source().name(), problem);
      }
    }
    if (images.isEmpty()) {
      throw new IOException("no image of --calibration could be read");
    }
    return images;
  }

  /** Opens the file, which checks it on its own, and holds it against the original. */
  private Optional<String> objection(
      Classifier original, Path file, @Nullable Dataset images, UnreadableImages unreadable)
      throws IOException {
    try (Classifier exported = models.load(file, format.engine())) {
      if (images == null) {
        return Optional.empty();
      }
      ExportCheck result = ExportCheck.of(original, exported, images, unreadable, console);
      console.print(result.text());
      return result.agreement().objection(Agreement.MOST_LOSS, Agreement.LEAST_SHARE);
    }
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
