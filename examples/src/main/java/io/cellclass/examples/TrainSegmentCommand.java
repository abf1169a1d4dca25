package io.cellclass.examples;

import io.cellclass.RandomStreams;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.data.MaskFolder;
import io.cellclass.segment.neural.NetworkSegmenter;
import io.cellclass.segment.neural.SegmenterTrainer;
import io.cellclass.segment.neural.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train-segment",
    header = "Learns a segmenter from images with masks and saves it.",
    description = "One image in eight is kept aside, to choose the best epoch.",
    footerHeading = "%nExample:%n",
    footer = "  cellclass train-segment --data outlined-cells --out cells.cellclass")
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class TrainSegmentCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "A folder with the folders images and masks, of the same names: in a mask 255 is nucleus,"
              + " 128 the rest of a cell and 0 background.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to save the segmenter.")
  private Path out;

  @Mixin private MapTrainingOptions options;

  TrainSegmentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile target = OutputFile.regularAt(out);
    TrainingSettings settings = options.applyTo(TrainingSettings.forSegmentation(), console);
    HeldOutImages<MaskedImage> images =
        HeldOutImages.of(
            MaskFolder.read(data),
            MaskedImage::image,
            RandomStreams.of(settings.seed(), 0, "split"));
    try (NetworkSegmenter segmenter =
        new SegmenterTrainer(settings).train(images.training(), images.validation())) {
      segmenter.save(target.path());
      console.print(
          String.format(
              Locale.ROOT,
              "Wrote %s: learnt from %d images, %d kept aside",
              out,
              images.training().size(),
              images.validation().size()));
    }
    return ExitStatus.OK;
  }
}
