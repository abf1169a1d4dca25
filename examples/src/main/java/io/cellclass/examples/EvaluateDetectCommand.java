package io.cellclass.examples;

import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.data.VocFolder;
import io.cellclass.segment.evaluation.DetectedImage;
import io.cellclass.segment.evaluation.DetectionEvaluation;
import io.cellclass.segment.neural.NetworkDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate-detect",
    header = "Measures a detector on images with boxes.",
    description =
        "Average precision is COCO's, of all candidates; precision, recall and counts are of what"
            + " detect finds, counts beside those of one who says the mean each time. Mistakes at an"
            + " overlap of a half are told apart by what may lie behind them.",
    footerHeading = "%nExample:%n",
    footer =
        "  cellclass evaluate-detect --model bccd.cellclass --data bccd --split val --json val.json")
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class EvaluateDetectCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The detector, as saved by train-detect.")
  private Path model;

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
      description = "The part to measure on: ImageSets/Main/NAME.txt names its images.")
  private String split;

  @Option(
      names = "--json",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the result as JSON.")
  private Path json;

  EvaluateDetectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile result = OutputFile.at(json);
    List<BoxedImage> images = VocFolder.read(data, split);
    UnreadableImages unreadable = new UnreadableImages(console);
    try (NetworkDetector detector = NetworkDetector.load(model)) {
      requireKnown(images, detector);
      DetectionEvaluation evaluation =
          DetectionEvaluation.of(detector.labels(), detected(images, detector, unreadable));
      console.print(DetectionReport.text(evaluation, detector));
      result.write(JsonReports.bytes(DetectionReport.json(evaluation, detector)));
    }
    return unreadable.exitStatus();
  }

  private void requireKnown(List<BoxedImage> images, NetworkDetector detector) throws IOException {
    for (BoxedImage image : images) {
      for (Label label : image.boxes().stream().map(box -> box.label()).toList()) {
        if (!detector.labels().contains(label)) {
          throw new IOException(
              data
                  + ": "
                  + image.id()
                  + " has a "
                  + label.name()
                  + ", which "
                  + model
                  + " does not know: expected one of "
                  + detector.labels());
        }
      }
    }
  }

  private List<DetectedImage> detected(
      List<BoxedImage> images, NetworkDetector detector, UnreadableImages unreadable)
      throws IOException {
    Progress progress = new Progress(console);
    List<DetectedImage> detected = new ArrayList<>();
    int done = 0;
    for (BoxedImage image : images) {
      try {
        RgbImage seen = image.image().read();
        detected.add(
            new DetectedImage(
                image.id(), seen.width(), seen.height(), image.boxes(), detector.candidates(seen)));
      } catch (IOException problem) {
        unreadable.report(image.image().name(), problem);
      }
      progress.progressed("detecting", ++done, images.size());
    }
    if (detected.isEmpty()) {
      throw new IOException(data + ": no image of " + split + " could be read");
    }
    return detected;
  }
}
