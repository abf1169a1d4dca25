package io.cellclass.examples;

import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.data.GeoJsonFile;
import io.cellclass.segment.data.LabelMapFile;
import io.cellclass.segment.picture.CellPicture;
import io.cellclass.segment.slide.SlideImage;
import io.cellclass.segment.slide.SlideSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
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
            + " nuclei, 128 for the rest of cells); prints how many cells there are. Images of more than"
            + " 16.8 megapixels are seen block by block: instead of the last two pictures they get"
            + " NAME.geojson, and NAME.png is reduced.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass segment --model cells.cellclass --out outlined cell.png more-cells/",
      "  cellclass segment --model otsu3 --out outlined more-cells/"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class SegmentCommand implements Callable<Integer> {
  private static final Label CELL = new Label("cell");

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
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write the pictures.")
  private Path out;

  @Option(
      names = "--geojson",
      description = "Write the outlines of each image as NAME.geojson too, which QuPath imports.")
  private boolean geoJson;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  SegmentCommand(Console console, LargeImages large) {
    this.large = large;
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
        Optional<SlideImage> opened = unreadable.open(files.get(i));
        if (opened.isPresent()) {
          try (SlideImage image = opened.get()) {
            segment(files.get(i), image, segmenter, pictures, progress);
            done++;
          } catch (UnreadableImageException problem) {
            unreadable.report(files.get(i).toString(), problem);
          }
        }
        progress.progressed("segmenting", i + 1, files.size());
      }
    }
    return done == 0 ? ExitStatus.FAILURE : unreadable.exitStatus();
  }

  private void segment(
      Path file, SlideImage image, Segmenter segmenter, PictureFiles pictures, Progress progress)
      throws IOException {
    if (large.has(image)) {
      segmentLarge(file, image, segmenter, pictures, progress);
    } else {
      segment(file, image.read(0, 0, image.width(), image.height()), segmenter, pictures);
    }
  }

  private void segment(Path file, RgbImage image, Segmenter segmenter, PictureFiles pictures)
      throws IOException {
    LabelMap cells = segmenter.segment(image);
    pictures.write(file, PictureFiles.PICTURE, CellPicture.outlines(image, cells));
    LabelMapFile.writePng(pictures.path(file, PictureFiles.CELLS), cells);
    LabelMapFile.writeClasses(pictures.path(file, PictureFiles.CLASSES), cells);
    if (geoJson) {
      GeoJsonFile.write(pictures.geoJson(file), cells, Collections.nCopies(cells.count(), CELL));
    }
    console.print(file + "\t" + cells.count());
  }

  private void segmentLarge(
      Path file, SlideImage image, Segmenter segmenter, PictureFiles pictures, Progress progress)
      throws IOException {
    RgbImage thumbnail = large.thumbnail(image);
    int reduction = large.reduction(image);
    ReducedMap map = new ReducedMap(thumbnail.width(), thumbnail.height(), reduction);
    int[] count = {0, 0};
    GeoJsonFile.write(
        pictures.geoJson(file),
        List.of(CELL),
        features ->
            SlideSegmenter.of(segmenter)
                .segment(
                    image,
                    cell -> {
                      features.add(cell.map(), cell.left(), cell.top(), CELL);
                      map.add(cell);
                      count[0]++;
                      count[1] += cell.cut() ? 1 : 0;
                    },
                    LargeImages.listener(progress, "segmenting", file)));
    pictures.write(file, PictureFiles.PICTURE, CellPicture.outlines(thumbnail, map.map()));
    console.note(
        file
            + ": its picture is reduced "
            + reduction
            + " times, its outlines are in "
            + pictures.geoJson(file)
            + (count[1] == 0 ? "" : "; " + count[1] + " cells were too large to be seen whole"));
    console.print(file + "\t" + count[0]);
  }
}
