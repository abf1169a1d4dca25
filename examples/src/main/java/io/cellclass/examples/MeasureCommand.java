package io.cellclass.examples;

import io.cellclass.RgbImage;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.measure.CellMeasurements;
import io.cellclass.segment.measure.CellMeasurer;
import io.cellclass.segment.measure.CellTable;
import io.cellclass.segment.measure.CellTable.ImageCells;
import io.cellclass.segment.measure.PixelSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "measure",
    header = "Measures the cells of images: size, shape, nucleus, colours and stains.",
    description = "Writes a table with a line for each cell; its first line has the units.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass measure --model cells.cellclass --csv cells.csv more-cells/",
      "  cellclass measure --model otsu3 --pixel-size 0.1 --csv cells.csv cell.png"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class MeasureCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|otsu|otsu3",
      description =
          "The segmenter, as saved by train-segment; or the thresholds of Otsu, with two or three"
              + " classes.")
  private String model;

  @Option(
      names = "--csv",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the table.")
  private Path csv;

  @Option(
      names = "--pixel-size",
      paramLabel = "UM",
      description = "The side of a pixel in micrometres; without it lengths are in pixels.")
  private @Nullable Double pixelSize;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  MeasureCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CellMeasurer measurer = measurer();
    OutputFile table = OutputFile.regularAt(csv);
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    List<ImageCells> measured = new ArrayList<>();
    try (Segmenter segmenter = SegmenterChoice.open(model)) {
      Progress progress = new Progress(console);
      for (int i = 0; i < files.size(); i++) {
        try {
          RgbImage image = RgbImage.read(files.get(i));
          List<CellMeasurements> cells = measurer.measure(segmenter.segment(image), image);
          measured.add(new ImageCells(files.get(i).toString().replace('\\', '/'), cells));
          console.print(files.get(i) + "\t" + cells.size());
        } catch (IOException problem) {
          unreadable.report(files.get(i).toString(), problem);
        }
        progress.progressed("measuring", i + 1, files.size());
      }
    }
    if (measured.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    CellTable.write(table.path(), measured);
    return unreadable.exitStatus();
  }

  private CellMeasurer measurer() {
    if (pixelSize == null) {
      return CellMeasurer.inPixels();
    }
    try {
      return CellMeasurer.of(new PixelSize(pixelSize));
    } catch (IllegalArgumentException problem) {
      throw new ParameterException(spec.commandLine(), "--pixel-size: " + problem.getMessage());
    }
  }
}
