package io.cellclass.examples;

import io.cellclass.RgbImage;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.measure.CellMeasurements;
import io.cellclass.segment.measure.CellMeasurer;
import io.cellclass.segment.measure.CellTable;
import io.cellclass.segment.measure.CellTable.Table;
import io.cellclass.segment.measure.PixelSize;
import io.cellclass.segment.slide.SlideImage;
import io.cellclass.segment.slide.SlideSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    description =
        "Writes a table with a line for each cell; its first line has the units. Images of any size:"
            + " large ones are seen block by block.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass measure --model cells.cellclass --csv cells.csv more-cells/",
      "  cellclass measure --model otsu3 --pixel-size 0.1 --csv cells.csv cell.png"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class MeasureCommand implements Callable<Integer> {
  private final Console console;
  private final LargeImages large;

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

  MeasureCommand(Console console, LargeImages large) {
    this.large = large;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CellMeasurer measurer = measurer();
    OutputFile table = OutputFile.regularAt(csv);
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    try (Segmenter segmenter = SegmenterChoice.open(model)) {
      CellTable.write(table.path(), rows -> measure(files, segmenter, measurer, unreadable, rows));
    } catch (NothingMeasuredException nothing) {
      // Each image was reported.
      return ExitStatus.FAILURE;
    }
    return unreadable.exitStatus();
  }

  /** Keeps an empty table from replacing another one. */
  private static final class NothingMeasuredException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private void measure(
      List<Path> files,
      Segmenter segmenter,
      CellMeasurer measurer,
      UnreadableImages unreadable,
      Table rows)
      throws IOException {
    boolean any = false;
    Progress progress = new Progress(console);
    for (int i = 0; i < files.size(); i++) {
      Optional<SlideImage> opened = unreadable.open(files.get(i));
      if (opened.isPresent()) {
        try (SlideImage image = opened.get()) {
          int cells = measure(files.get(i), image, segmenter, measurer, rows, progress);
          console.print(files.get(i) + "\t" + cells);
        }
        any = true;
      }
      progress.progressed("measuring", i + 1, files.size());
    }
    if (!any) {
      throw new NothingMeasuredException();
    }
  }

  /** Of a large image that turns out damaged, rows are there already: it ends the work. */
  private int measure(
      Path file,
      SlideImage image,
      Segmenter segmenter,
      CellMeasurer measurer,
      Table rows,
      Progress progress)
      throws IOException {
    String name = file.toString().replace('\\', '/');
    if (large.has(image)) {
      int[] count = {0};
      SlideSegmenter.of(segmenter)
          .segment(
              image,
              cell -> {
                rows.add(name, measurer.measure(cell));
                count[0]++;
              },
              LargeImages.listener(progress, "measuring", file));
      return count[0];
    }
    RgbImage whole = image.read(0, 0, image.width(), image.height());
    List<CellMeasurements> cells = measurer.measure(segmenter.segment(whole), whole);
    for (CellMeasurements cell : cells) {
      rows.add(name, cell);
    }
    return cells.size();
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
