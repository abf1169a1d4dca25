package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.EvaluationListener;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One measurement of an explainer: images are read and explained a few at a time. */
final class FaithfulnessRun {
  private static final int BATCH = 8;
  private static final long BATCH_PIXELS = 16_000_000;

  private final Explainer explainer;
  private final Classifier classifier;
  private final MaskSource masks;
  private final EvaluationListener listener;
  private final List<ImageFaithfulness> measured = new ArrayList<>();

  FaithfulnessRun(
      Explainer explainer, Classifier classifier, MaskSource masks, EvaluationListener listener) {
    this.explainer = explainer;
    this.classifier = classifier;
    this.masks = masks;
    this.listener = listener;
  }

  /** A sample whose image could be read. */
  private record Case(String id, RgbImage image, List<Mask> masks) {}

  /** What was measured of the images that could be read, in their order. */
  List<ImageFaithfulness> measure(List<Sample> samples) throws IOException {
    requireEachOnce(samples);
    int done = 0;
    while (done < samples.size()) {
      List<Case> cases = new ArrayList<>();
      done += read(samples.subList(done, samples.size()), cases);
      measureAll(cases);
      listener.progressed(done, samples.size());
    }
    if (measured.isEmpty()) {
      throw new IOException("none of the " + samples.size() + " images could be read");
    }
    return measured;
  }

  private static void requireEachOnce(List<Sample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("expected at least one image, found none");
    }
    Set<String> ids = new HashSet<>();
    for (Sample sample : samples) {
      if (!ids.add(sample.id())) {
        throw new IllegalArgumentException(
            "expected each image once, found " + sample.id() + " twice");
      }
    }
  }

  /** Reads a few from the first of these samples; how many of them it took. */
  private int read(List<Sample> samples, List<Case> cases) throws IOException {
    int taken = 0;
    long pixels = 0;
    while (taken < Math.min(BATCH, samples.size()) && pixels < BATCH_PIXELS) {
      Sample sample = samples.get(taken++);
      try {
        Case read = read(sample);
        cases.add(read);
        pixels += (long) read.image().width() * read.image().height();
      } catch (ClosedByInterruptException | InterruptedIOException interrupted) {
        throw interrupted;
      } catch (IOException problem) {
        listener.unreadable(sample, problem);
      }
    }
    return taken;
  }

  private Case read(Sample sample) throws IOException {
    RgbImage image = sample.image();
    Optional<Mask> mask = masks.mask(sample, image);
    return new Case(sample.id(), image, mask.map(List::of).orElse(List.of()));
  }

  private void measureAll(List<Case> cases) {
    if (cases.isEmpty()) {
      return;
    }
    List<RgbImage> images = cases.stream().map(Case::image).toList();
    List<Explanation> explanations = explainer.explain(images, Prediction::label);
    for (int i = 0; i < cases.size(); i++) {
      measured.add(measure(cases.get(i), explanations.get(i)));
    }
  }

  private ImageFaithfulness measure(Case read, Explanation explanation) {
    Trial trial = new Trial(classifier, read.image(), explanation);
    ConfidenceChange change = ConfidenceChange.of(trial);
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.DELETION, Deletion.standard().curve(trial).area());
    values.put(Measure.INSERTION, Insertion.standard().curve(trial).area());
    values.put(Measure.ROAD, Road.standard().score(trial));
    values.put(Measure.DROP, change.drop());
    values.put(Measure.INCREASE, asNumber(change.increased()));
    values.put(Measure.EMPTY, asNumber(explanation.isEmpty()));
    for (Mask mask : read.masks()) {
      Localisation localisation = Localisation.of(explanation.heatmap(), mask);
      values.put(Measure.ENERGY_INSIDE, localisation.energyInside());
      values.put(Measure.HIT, asNumber(localisation.hit()));
    }
    return new ImageFaithfulness(read.id(), explanation.target(), values);
  }

  private static double asNumber(boolean value) {
    return value ? 1 : 0;
  }
}
