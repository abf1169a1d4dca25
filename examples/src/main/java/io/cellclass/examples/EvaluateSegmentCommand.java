package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.classic.ForestTraining;
import io.cellclass.segment.data.MaskFolder;
import io.cellclass.segment.evaluation.InstanceMatching;
import io.cellclass.segment.evaluation.SegmentationEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate-segment",
    header = "Measures a segmenter on images with masks.",
    description =
        "Dice and IoU are means over images; cells are matched one by one at overlaps of 0.5 to"
            + " 0.95.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  cellclass evaluate-segment --model cells.cellclass --data outlined-cells --json cells.json",
      "  cellclass evaluate-segment --model otsu3 --data outlined-cells --json otsu.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what is required.
final class EvaluateSegmentCommand implements Callable<Integer> {
  private static final String FOREST = "forest";
  private static final String UNET = "unet";

  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|otsu|otsu3|forest|unet",
      description =
          "The segmenter, as saved by train-segment; the thresholds of Otsu, with two or three"
              + " classes; or a random forest on pixels, or a network as train-segment makes it, for"
              + " each fifth of the images one that learnt from the others.")
  private String model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A folder with the folders images and masks, as for train-segment.")
  private Path data;

  @Option(
      names = "--json",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the result as JSON.")
  private Path json;

  EvaluateSegmentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    OutputFile result = OutputFile.at(json);
    Progress progress = new Progress(console);
    UnreadableImages unreadable = new UnreadableImages(console);
    List<MaskedImage> images = unreadable.leaveOut(MaskFolder.read(data));
    if (images.isEmpty()) {
      throw new IOException(data + ": no image with its mask could be read");
    }
    SegmentationEvaluation evaluation = evaluate(images, progress);
    console.print(text(evaluation));
    result.write(JsonReports.bytes(json(evaluation)));
    return unreadable.exitStatus();
  }

  private SegmentationEvaluation evaluate(List<MaskedImage> images, Progress progress)
      throws IOException {
    if (model.equals(FOREST)) {
      return SegmenterFolds.evaluate(ForestTraining.DEFAULT::train, images, progress);
    }
    if (model.equals(UNET)) {
      return SegmenterFolds.evaluate(SegmenterRecipe.usual()::train, images, progress);
    }
    try (Segmenter segmenter = SegmenterChoice.open(model)) {
      return SegmentationEvaluation.of(
          segmenter, images, (done, total) -> progress.progressed("segmenting", done, total));
    }
  }

  private static String text(SegmentationEvaluation evaluation) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d images: Dice %.4f of whole cells, IoU %.4f",
                evaluation.images(),
                evaluation.wholeDice(),
                evaluation.wholeIou()));
    evaluation
        .nucleusDice()
        .ifPresent(dice -> text.append(String.format(Locale.ROOT, "; Dice %.4f of nuclei", dice)));
    return text.toString();
  }

  private static ObjectNode json(SegmentationEvaluation evaluation) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("images", evaluation.images());
    report.put("wholeDice", evaluation.wholeDice());
    report.put("wholeIou", evaluation.wholeIou());
    report.put("wholeBoundaryF1", evaluation.whole().boundaryF1());
    if (evaluation.nucleusDice().isPresent()) {
      report.put("nucleusDice", evaluation.nucleusDice().getAsDouble());
    } else {
      report.putNull("nucleusDice");
    }
    ArrayNode instances = report.putArray("instances");
    for (InstanceMatching matching : evaluation.instances()) {
      instances
          .addObject()
          .put("threshold", matching.threshold())
          .put("precision", matching.precision())
          .put("recall", matching.recall())
          .put("f1", matching.f1())
          .put("meanMatchedIou", matching.meanMatchedIou())
          .put("panopticQuality", matching.panopticQuality());
    }
    return report;
  }
}
