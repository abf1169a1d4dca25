package io.cellclass.examples;

import io.cellclass.segment.data.MaskFolder;
import io.cellclass.segment.neural.NetworkSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train-segment",
    header = "Learns a segmenter from images with masks and saves it.",
    description = {
      "One image in eight is kept aside, to choose the best epoch.",
      "Drawn cells of other stains among red cells are learnt from besides, so that the segmenter is"
          + " of use on other laboratories' images too."
    },
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
    SegmenterRecipe usual = SegmenterRecipe.usual();
    SegmenterRecipe recipe =
        new SegmenterRecipe(
            options.applyTo(usual.settings(), console), options.synthetic(usual.synthetic()));
    try (NetworkSegmenter segmenter = recipe.train(MaskFolder.read(data))) {
      segmenter.save(target.path());
      console.print("Wrote " + out + ": " + MapTrainingOptions.learntFrom(segmenter.provenance()));
    }
    return ExitStatus.OK;
  }
}
