package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Classifier;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.Pixel;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.explain.faithfulness.Localisation;
import io.cellclass.explain.faithfulness.Mask;
import io.cellclass.explain.faithfulness.MaskSource;
import io.cellclass.explain.picture.ExplanationGallery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains files one by one, so that memory does not grow with their number. */
final class ExplainedFiles {
  /** The folder of the gallery, below that of the pictures. */
  static final String GALLERY = "gallery";

  private final Classifier classifier;
  private final Explainer explainer;
  private final @Nullable Label target;
  private final MaskSource masks;
  private final ExplanationStyle style;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ArrayNode told = json.putArray("explanations");

  /**
   * What will be explained.
   *
   * @param target the label to explain; null for the one that each image is given
   */
  ExplainedFiles(
      Classifier classifier,
      Explainer explainer,
      @Nullable Label target,
      MaskSource masks,
      ExplanationStyle style) {
    this.classifier = classifier;
    this.explainer = explainer;
    this.target = target;
    this.masks = masks;
    this.style = style;
  }

  /** Writes a picture of each file that can be read, and prints a line for it. */
  void write(List<Path> files, OutputFolder folder, Console console, UnreadableImages unreadable)
      throws IOException {
    Progress progress = new Progress(console);
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      try {
        RgbImage image = RgbImage.read(file);
        Optional<Mask> mask = mask(file, image);
        List<Explanation> explanations = explanations(image);
        String picture = unused(file) + ".png";
        folder.write(picture, style.png(image, explanations));
        console.print(line(file, explanations.get(0)));
        tell(file, picture, explanations.get(0), mask);
        samples.add(sample(file, ImageSource.file(file)));
        predictions.add(explanations.get(0).prediction());
      } catch (IOException problem) {
        unreadable.report(file.toString(), problem);
      }
      progress.progressed("explaining", i + 1, files.size());
    }
  }

  /** Draws pages of all that was written; their images are explained once more for it. */
  void writeGallery(OutputFolder folder, Console console) throws IOException {
    ExplanationGallery gallery =
        ExplanationGallery.byPrediction(
            samples,
            predictions,
            explainer,
            prediction -> target == null ? prediction.label() : target);
    List<Path> pages = style.applyTo(gallery).write(folder.path().resolve(GALLERY));
    console.print(pages.size() + " pages in " + folder.path().resolve(GALLERY));
  }

  /** What {@code --json} writes. */
  ObjectNode json() {
    return json;
  }

  private Optional<Mask> mask(Path file, RgbImage image) throws IOException {
    return masks.mask(sample(file, ImageSource.of(file.toString(), image)), image);
  }

  private static Sample sample(Path file, ImageSource source) {
    return new Sample(file.toString().replace('\\', '/'), new Label("any"), source);
  }

  /** First that of the target; for a panel, then those of the other labels. */
  private List<Explanation> explanations(RgbImage image) {
    Explanation first =
        target == null ? explainer.explain(image) : explainer.explain(image, target);
    List<Explanation> all = new ArrayList<>(List.of(first));
    if (style.panels()) {
      for (Label label : classifier.labels()) {
        if (!label.equals(first.target())) {
          all.add(explainer.explain(image, label));
        }
      }
    }
    return all;
  }

  private static String line(Path file, Explanation explanation) {
    String place =
        explanation.heatmap().peak().map(peak -> peak.x() + "," + peak.y()).orElse("no evidence");
    return String.format(
        Locale.ROOT,
        "%s\t%s\t%.4f\t%s",
        file,
        explanation.target().name(),
        explanation.prediction().probability(explanation.target()),
        place);
  }

  private void tell(Path file, String picture, Explanation explanation, Optional<Mask> mask) {
    ObjectNode node = told.addObject();
    node.put("file", file.toString());
    node.put("predicted", explanation.prediction().label().name());
    node.put("target", explanation.target().name());
    node.put("probability", explanation.prediction().probability(explanation.target()));
    node.put("layer", explanation.layer());
    node.put("method", explanation.method());
    Optional<Pixel> peak = explanation.heatmap().peak();
    if (peak.isPresent()) {
      node.putArray("peak").add(peak.get().x()).add(peak.get().y());
    } else {
      node.putNull("peak");
    }
    if (mask.isPresent()) {
      Localisation localisation = Localisation.of(explanation.heatmap(), mask.get());
      node.put("insideMask", localisation.hit());
      node.put("energyInside", localisation.energyInside());
    }
    node.put("picture", picture);
  }

  /** The file's name without its ending, with a number where another file had it. */
  private String unused(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String unused = stem;
    for (int i = 2; !names.add(unused); i++) {
      unused = stem + "-" + i;
    }
    return unused;
  }
}
