package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.explain.CentredGaussian;
import io.cellclass.explain.Method;
import io.cellclass.explain.RandomMap;
import io.cellclass.explain.faithfulness.Faithfulness;
import io.cellclass.explain.faithfulness.MaskSource;
import io.cellclass.explain.faithfulness.SanityCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Measures all methods on the same images, beside maps that know nothing of the classifier. */
final class MethodComparison {
  /** Heads are drawn at random from these. */
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  /** Those that take tens or hundreds of passes for a map are held against one head alone. */
  private static final Set<Method> COSTLY =
      EnumSet.of(Method.INTEGRATED_GRADIENTS, Method.OCCLUSION, Method.RISE);

  /** What sanity checks look at: their maps stay in memory from one head to the next. */
  private static final int MOST_CHECKED = 100;

  private final Classifier classifier;
  private final @Nullable Classifier randomLabels;
  private final MaskSource masks;
  private final Console console;
  private final UnreadableImages unreadable;
  private final ModelSource models;

  /**
   * What will be measured.
   *
   * @param randomLabels a classifier that learned the same images with random labels, if there is
   *     one
   */
  MethodComparison(
      Classifier classifier,
      @Nullable Classifier randomLabels,
      MaskSource masks,
      Console console,
      UnreadableImages unreadable,
      ModelSource models) {
    this.classifier = classifier;
    this.randomLabels = randomLabels;
    this.masks = masks;
    this.console = console;
    this.unreadable = unreadable;
    this.models = models;
  }

  MethodTable measure(List<Path> files) throws IOException {
    List<Sample> samples = readable(files);
    List<MeasuredMethod> measured = new ArrayList<>();
    for (Method method : Method.values()) {
      if (classifier instanceof Differentiable || !method.needsGradients()) {
        measured.add(measured(method, samples));
      }
    }
    measured.add(baseline("random map", RandomMap.of(classifier, 42), samples));
    measured.add(baseline("centred Gaussian", CentredGaussian.of(classifier), samples));
    return new MethodTable(List.copyOf(measured));
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

  private MeasuredMethod baseline(String name, Explainer explainer, List<Sample> samples)
      throws IOException {
    return new MeasuredMethod(name, faithfulness(name, explainer, samples), List.of(), List.of());
  }

  private Faithfulness faithfulness(String name, Explainer explainer, List<Sample> samples)
      throws IOException {
    return Faithfulness.of(
        explainer,
        classifier,
        samples,
        masks,
        unreadable.evaluationListener("measuring " + name, new Progress(console)));
  }

  private MeasuredMethod measured(Method method, List<Sample> samples) throws IOException {
    Explainer explainer = method.explainer(classifier);
    Faithfulness faithfulness = faithfulness(method.id(), explainer, samples);
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : samples.subList(0, Math.min(MOST_CHECKED, samples.size()))) {
      images.add(sample.image());
    }
    List<Explanation> explanations = explainer.explain(images, Prediction::label);
    List<SanityCheck> labels =
        randomLabels == null
            ? List.of()
            : List.of(SanityCheck.of(explanations, method.explainer(randomLabels), images));
    return new MeasuredMethod(
        method.id(), faithfulness, heads(method, explanations, images), labels);
  }

  private List<SanityCheck> heads(
      Method method, List<Explanation> explanations, List<RgbImage> images) {
    List<SanityCheck> checks = new ArrayList<>();
    for (long seed : COSTLY.contains(method) ? SEEDS.subList(0, 1) : SEEDS) {
      Optional<Classifier> untrained = models.withRandomHead(classifier, seed);
      if (untrained.isPresent()) {
        try (Classifier random = untrained.get()) {
          checks.add(SanityCheck.of(explanations, method.explainer(random), images));
        }
      }
    }
    return checks;
  }
}
