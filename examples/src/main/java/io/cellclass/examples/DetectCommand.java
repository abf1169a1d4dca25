package io.cellclass.examples;

import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.data.AnnotatedImage;
import io.cellclass.segment.data.BoxCsv;
import io.cellclass.segment.data.GeoJsonFile;
import io.cellclass.segment.neural.NetworkDetector;
import io.cellclass.segment.picture.CellPicture;
import io.cellclass.segment.slide.SlideDetector;
import io.cellclass.segment.slide.SlideImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "detect",
    header = "Finds the cells of whole images as boxes.",
    description =
        "Writes a picture with the boxes for each image, and all boxes as detections.csv; prints how"
            + " many cells of each label an image has, separated by tabs. Images of more than 16.8"
            + " megapixels are seen block by block, and their pictures are reduced.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass detect --out found field.jpg more-fields/",
      "  cellclass detect --model my-fields.cellclass --out found field.jpg"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class DetectCommand implements Callable<Integer> {
  private static final String TABLE = "detections.csv";

  private final Console console;
  private final LargeImages large;

  @Spec private CommandSpec spec;

  @Mixin private DetectorOption model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write the pictures and the table.")
  private Path out;

  @Option(
      names = "--geojson",
      description = "Write the boxes of each image as NAME.geojson too, which QuPath imports.")
  private boolean geoJson;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  DetectCommand(Console console, LargeImages large) {
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
    try (NetworkDetector detector = model.load()) {
      List<String> names = new ArrayList<>(List.of("file"));
      detector.labels().forEach(label -> names.add(label.name()));
      console.print(String.join("\t", names));
      List<AnnotatedImage> found = new ArrayList<>();
      PictureFiles pictures = new PictureFiles(folder);
      Progress progress = new Progress(console);
      for (int i = 0; i < files.size(); i++) {
        Optional<Seen> seen = see(files.get(i), detector, unreadable, progress);
        if (seen.isPresent()) {
          found.add(write(files.get(i), seen.get(), detector, pictures));
        }
        progress.progressed("detecting", i + 1, files.size());
      }
      if (found.isEmpty()) {
        return ExitStatus.FAILURE;
      }
      Files.createDirectories(folder.path());
      BoxCsv.write(folder.path().resolve(TABLE), found);
    }
    return unreadable.exitStatus();
  }

  /**
   * What an image shows.
   *
   * @param picture the image, reduced if it is large
   * @param reduction how many times, at least 1
   */
  private record Seen(
      int width, int height, RgbImage picture, int reduction, List<Detection> cells) {
    List<Detection> inPicture() {
      double scale = 1.0 / reduction;
      return cells.stream()
          .map(cell -> new Detection(cell.box().scaled(scale, scale), cell.label(), cell.score()))
          .toList();
    }
  }

  private Optional<Seen> see(
      Path file, NetworkDetector detector, UnreadableImages unreadable, Progress progress)
      throws IOException {
    try (SlideImage image = SlideImage.open(file)) {
      int width = image.width();
      int height = image.height();
      if (!large.has(image)) {
        RgbImage whole = image.read(0, 0, width, height);
        return Optional.of(new Seen(width, height, whole, 1, detector.detect(whole)));
      }
      List<Detection> cells = new ArrayList<>();
      SlideDetector.of(detector)
          .detect(image, cells::add, LargeImages.listener(progress, "detecting", file));
      cells.sort(Comparator.comparingDouble(Detection::score).reversed());
      return Optional.of(
          new Seen(width, height, large.thumbnail(image), large.reduction(image), cells));
    } catch (IOException problem) {
      unreadable.report(file.toString(), problem);
      return Optional.empty();
    }
  }

  private AnnotatedImage write(
      Path file, Seen seen, NetworkDetector detector, PictureFiles pictures) throws IOException {
    pictures.write(
        file,
        PictureFiles.PICTURE,
        CellPicture.boxes(seen.picture, seen.inPicture(), detector.labels()));
    if (seen.reduction > 1) {
      console.note(file + ": its picture is reduced " + seen.reduction + " times");
    }
    if (geoJson) {
      GeoJsonFile.write(pictures.geoJson(file), seen.cells);
    }
    List<String> line = new ArrayList<>(List.of(file.toString()));
    for (Label label : detector.labels()) {
      line.add(
          Long.toString(seen.cells.stream().filter(cell -> cell.label().equals(label)).count()));
    }
    console.print(String.join("\t", line));
    return new AnnotatedImage(
        file.toString().replace('\\', '/'), seen.width, seen.height, seen.cells);
  }
}
