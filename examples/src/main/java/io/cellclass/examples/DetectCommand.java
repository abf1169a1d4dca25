package io.cellclass.examples;

import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.data.AnnotatedImage;
import io.cellclass.segment.data.BoxCsv;
import io.cellclass.segment.neural.NetworkDetector;
import io.cellclass.segment.picture.CellPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            + " many cells of each label an image has, separated by tabs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass detect --out found field.jpg more-fields/",
      "  cellclass detect --model my-fields.cellclass --out found field.jpg"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class DetectCommand implements Callable<Integer> {
  private static final String TABLE = "detections.csv";

  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private DetectorOption model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write the pictures and the table.")
  private Path out;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Image files, or folders whose images are taken, with those below.")
  private List<Path> images;

  DetectCommand(Console console) {
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
        Optional<RgbImage> image = unreadable.read(files.get(i));
        if (image.isPresent()) {
          found.add(detect(files.get(i), image.get(), detector, pictures));
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

  private AnnotatedImage detect(
      Path file, RgbImage image, NetworkDetector detector, PictureFiles pictures)
      throws IOException {
    List<Detection> cells = detector.detect(image);
    pictures.write(file, PictureFiles.PICTURE, CellPicture.boxes(image, cells, detector.labels()));
    List<String> line = new ArrayList<>(List.of(file.toString()));
    for (Label label : detector.labels()) {
      line.add(Long.toString(cells.stream().filter(cell -> cell.label().equals(label)).count()));
    }
    console.print(String.join("\t", line));
    return new AnnotatedImage(
        file.toString().replace('\\', '/'), image.width(), image.height(), cells);
  }
}
