package io.cellclass.examples;

import io.cellclass.Label;
import io.cellclass.RandomStreams;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.data.VocFolder;
import io.cellclass.segment.neural.DetectorTrainer;
import io.cellclass.segment.neural.NetworkDetector;
import io.cellclass.segment.neural.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "train-detect",
    header = "Learns a detector from images with boxes and saves it.",
    description =
        "One image in eight is kept aside, to choose the best epoch and the scores from which a"
            + " detection counts.",
    footerHeading = "%nExample:%n",
    footer = "  cellclass train-detect --data bccd --split train --out bccd.cellclass")
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class TrainDetectCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "VOCDIR",
      description = "A folder in the layout of Pascal VOC.")
  private Path data;

  @Option(
      names = "--split",
      required = true,
      paramLabel = "NAME",
      description = "The part to learn from: ImageSets/Main/NAME.txt names its images.")
  private String split;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to save the detector.")
  private Path out;

  @Mixin private MapTrainingOptions options;

  TrainDetectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile target = OutputFile.regularAt(out);
    TrainingSettings settings = options.applyTo(TrainingSettings.forDetection(), console);
    HeldOutImages<BoxedImage> images =
        HeldOutImages.of(
            VocFolder.read(data, split),
            BoxedImage::image,
            RandomStreams.of(settings.seed(), 0, "split"));
    List<BoxedImage> training = new ArrayList<>(images.training());
    training.addAll(SyntheticImages.fields(synthetic(images.training()), settings.seed()));
    try (NetworkDetector detector =
        new DetectorTrainer(settings).train(training, images.validation())) {
      detector.save(target.path());
      console.print(
          String.format(
              "Wrote %s: finds %s; %s",
              out,
              String.join(", ", detector.labels().asList().stream().map(Label::name).toList()),
              MapTrainingOptions.learntFrom(detector.provenance())));
    }
    return ExitStatus.OK;
  }

  private int synthetic(List<BoxedImage> images) {
    int count = options.synthetic(0);
    if (count > 0 && !SyntheticImages.haveLabelsOf(images)) {
      throw new ParameterException(
          spec.commandLine(),
          "--synthetic is of use with the labels " + SyntheticImages.LABELS + " alone");
    }
    return count;
  }
}
