package io.cellclass.examples;

import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.data.LabelMapFile;
import io.cellclass.segment.picture.CellPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "segment",
    header = "Outlines the cells of images.",
    description =
        "Writes three pictures for each image: NAME.png with the outlines, NAME-cells.png with the"
            + " number of each pixel's cell (16 bits, 0 for background), and NAME-classes.png (255 for"
            + " nuclei, 128 for the rest of cells); prints how many cells there are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass segment --model cells.cellclass --out outlined cell.png more-cells/",
      "  cellclass segment --model otsu3 --out outlined more-cells/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class SegmentCommand implements Callable<Integer> {
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
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write the pictures.")
  private Path out;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  SegmentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    OutputFolder folder = OutputFolder.at(out);
    UnreadableImages unreadable = new UnreadableImages(console);
    List<Path> files = ImageFiles.find(images, unreadable);
    if (files.isEmpty()) {
      return ExitStatus.FAILURE;
    }
    try {
      PictureFiles.requireElsewhere("--out", files, folder.path());
    } catch (IllegalArgumentException problem) {
      throw new ParameterException(spec.commandLine(), String.valueOf(problem.getMessage()));
    }
    int done = 0;
    try (Segmenter segmenter = SegmenterChoice.open(model)) {
      PictureFiles pictures = new PictureFiles(folder);
      Progress progress = new Progress(console);
      for (int i = 0; i < files.size(); i++) {
        Optional<RgbImage> image = unreadable.read(files.get(i));
        if (image.isPresent()) {
          segment(files.get(i), image.get(), segmenter, pictures);
          done++;
        }
        progress.progressed("segmenting", i + 1, files.size());
      }
    }
    return done == 0 ? ExitStatus.FAILURE : unreadable.exitStatus();
  }

  private void segment(Path file, RgbImage image, Segmenter segmenter, PictureFiles pictures)
      throws IOException {
    LabelMap cells = segmenter.segment(image);
    pictures.write(file, PictureFiles.PICTURE, CellPicture.outlines(image, cells));
    LabelMapFile.writePng(pictures.path(file, PictureFiles.CELLS), cells);
    LabelMapFile.writeClasses(pictures.path(file, PictureFiles.CLASSES), cells);
    console.print(file + "\t" + cells.count());
  }
}
