package io.cellclass.examples;

import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.data.LabelMapFile;
import io.cellclass.segment.picture.CellPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    int done = 0;
    try (Segmenter segmenter = SegmenterChoice.open(model)) {
      PictureFiles pictures = new PictureFiles(folder);
      Progress progress = new Progress(console);
      for (int i = 0; i < files.size(); i++) {
        try {
          segment(files.get(i), segmenter, pictures, folder);
          done++;
        } catch (IOException problem) {
          unreadable.report(files.get(i).toString(), problem);
        }
        progress.progressed("segmenting", i + 1, files.size());
      }
    }
    return done == 0 ? ExitStatus.FAILURE : unreadable.exitStatus();
  }

  private void segment(Path file, Segmenter segmenter, PictureFiles pictures, OutputFolder folder)
      throws IOException {
    RgbImage image = RgbImage.read(file);
    LabelMap cells = segmenter.segment(image);
    pictures.write(file, "", CellPicture.outlines(image, cells));
    Files.createDirectories(folder.path());
    Path base = folder.path().resolve(pictures.name(file));
    LabelMapFile.writePng(base.resolveSibling(base.getFileName() + "-cells.png"), cells);
    LabelMapFile.writeClasses(base.resolveSibling(base.getFileName() + "-classes.png"), cells);
    console.print(file + "\t" + cells.count());
  }
}
