package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Classifier;
import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.explain.CentredGaussian;
import io.cellclass.explain.Method;
import io.cellclass.explain.RandomMap;
import io.cellclass.explain.faithfulness.Estimate;
import io.cellclass.explain.faithfulness.Faithfulness;
import io.cellclass.explain.faithfulness.MaskSource;
import io.cellclass.explain.faithfulness.Measure;
import io.cellclass.explain.faithfulness.SanityCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Measures all methods on the same images, beside maps that know nothing of the classifier. */
final class MethodComparison {
  private static final List<Measure> COLUMNS =
      List.of(
          Measure.DELETION,
          Measure.INSERTION,
          Measure.ROAD,
          Measure.DROP,
          Measure.INCREASE,
          Measure.ENERGY_INSIDE,
          Measure.HIT,
          Measure.EMPTY);

  /** Heads are drawn at random from these. */
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  private final Classifier classifier;
  private final MaskSource masks;
  private final Console console;
  private final UnreadableImages unreadable;
  private final ModelSource models;
  private final Map<String, Faithfulness> measured = new LinkedHashMap<>();
  private final Map<String, Double> changed = new LinkedHashMap<>();

  MethodComparison(
      Classifier classifier,
      MaskSource masks,
      Console console,
      UnreadableImages unreadable,
      ModelSource models) {
    this.classifier = classifier;
    this.masks = masks;
    this.console = console;
    this.unreadable = unreadable;
    this.models = models;
  }

  void measure(List<Path> files) throws IOException {
    List<Sample> samples = readable(files);
    for (Method method : Method.values()) {
      if (classifier instanceof Differentiable || !method.needsGradients()) {
        measure(method.id(), method.explainer(classifier), samples);
        changed(method, samples).ifPresent(share -> changed.put(method.id(), share));
      }
    }
    measure("random map", RandomMap.of(classifier, 42), samples);
    measure("centred Gaussian", CentredGaussian.of(classifier), samples);
  }

  /** The images that can be read, and whose masks can: all methods see the same. */
  private List<Sample> readable(List<Path> files) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Path file : files) {
      try {
        RgbImage image = RgbImage.read(file);
        Sample sample =
            new Sample(
                file.toString().replace('\\', '/'), new Label("any"), ImageSource.file(file));
        masks.mask(sample, image);
        samples.add(sample);
      } catch (IOException problem) {
        unreadable.report(file.toString(), problem);
      }
    }
    if (samples.isEmpty()) {
      throw new IOException("no image could be read");
    }
    return samples;
  }

  private void measure(String name, Explainer explainer, List<Sample> samples) throws IOException {
    measured.put(
        name,
        Faithfulness.of(
            explainer,
            classifier,
            samples,
            masks,
            unreadable.evaluationListener("measuring " + name, new Progress(console))));
  }

  /** How many maps change when the head is drawn at random. */
  private Optional<Double> changed(Method method, List<Sample> samples) throws IOException {
    // Hundreds of classifications for each image tell nothing that the quick methods do not.
    if (!(classifier instanceof Differentiable) || !method.needsGradients()) {
      return Optional.empty();
    }
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : samples) {
      images.add(sample.image());
    }
    double sum = 0;
    for (long seed : SEEDS) {
      Optional<Classifier> untrained = models.withRandomHead(classifier, seed);
      if (untrained.isEmpty()) {
        return Optional.empty();
      }
      try (Classifier random = untrained.get()) {
        sum +=
            SanityCheck.of(method.explainer(classifier), method.explainer(random), images)
                .changed();
      }
    }
    return Optional.of(sum / SEEDS.size());
  }

  String table() {
    TextTable table =
        new TextTable()
            .row(
                "method",
                "deletion",
                "insertion",
                "ROAD",
                "drop",
                "increase",
                "energy inside",
                "hits",
                "empty",
                "changed");
    measured.forEach((name, result) -> table.row(row(name, result)));
    Faithfulness first = measured.values().iterator().next();
    return table
        + System.lineSeparator()
        + System.lineSeparator()
        + first.images()
        + " images, "
        + first.masks()
        + " with a mask. Better is less deletion, drop and empty, and more of the others. changed:"
        + System.lineSeparator()
        + "the share of maps with a rank correlation below "
        + SanityCheck.CHANGED_BELOW
        + " to those of a head drawn at random ("
        + SEEDS.size()
        + " heads).";
  }

  private List<String> row(String name, Faithfulness result) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (Measure measure : COLUMNS) {
      cells.add(result.mean(measure).map(MethodComparison::text).orElse("-"));
    }
    Double share = changed.get(name);
    cells.add(share == null ? "-" : String.format(Locale.ROOT, "%.3f", share));
    return cells;
  }

  private static String text(Estimate estimate) {
    double reach = (estimate.high() - estimate.low()) / 2;
    return Double.isFinite(reach)
        ? String.format(Locale.ROOT, "%.3f +- %.3f", estimate.mean(), reach)
        : String.format(Locale.ROOT, "%.3f", estimate.mean());
  }

  /** The means with their intervals, by method and measure. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Faithfulness first = measured.values().iterator().next();
    json.put("images", first.images());
    json.put("masks", first.masks());
    ArrayNode methods = json.putArray("methods");
    measured.forEach(
        (name, result) -> {
          ObjectNode node = methods.addObject();
          node.put("method", name);
          for (Measure measure : COLUMNS) {
            result.mean(measure).ifPresent(estimate -> put(node, measure, estimate));
          }
          Double share = changed.get(name);
          if (share != null) {
            node.put("changed", share);
          }
        });
    return json;
  }

  private static void put(ObjectNode node, Measure measure, Estimate estimate) {
    ObjectNode value = node.putObject(measure.name().toLowerCase(Locale.ROOT));
    value.put("mean", estimate.mean());
    if (Double.isFinite(estimate.low())) {
      value.put("low", estimate.low());
      value.put("high", estimate.high());
    }
  }
}
