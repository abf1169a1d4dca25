package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Differentiable;
import io.cellclass.Evaluation;
import io.cellclass.Label;
import io.cellclass.Outcome;
import io.cellclass.explain.Method;
import io.cellclass.explain.picture.ExplanationGallery;
import io.cellclass.report.HtmlReport;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The part of an evaluation's report that shows where the classifier found its evidence. */
final class ReportedExplanations {
  /** As many mistakes as the gallery of the results shows. */
  private static final int MOST_MISTAKES = 12;

  private static final int HITS_OF_A_CLASS = 2;

  private static final Comparator<Outcome> MOST_CONFIDENT =
      Comparator.comparingDouble((Outcome outcome) -> -outcome.prediction().confidence())
          .thenComparing(Outcome::id);

  private ReportedExplanations() {}

  /** The report with the evidence for the labels of the most confident mistakes and hits. */
  static HtmlReport addTo(
      HtmlReport report, Classifier classifier, Evaluation evaluation, Dataset images)
      throws IOException {
    Set<String> shown = shown(evaluation);
    // Without gradients: fewer classifications than RISE takes.
    Method method = classifier instanceof Differentiable ? Method.standard() : Method.OCCLUSION;
    ExplanationGallery gallery =
        ExplanationGallery.of(
            images.where(sample -> shown.contains(sample.id())), method.explainer(classifier));
    return report.withPictures(
        "Where the evidence was found",
        "For each class, the most confident hits and mistakes: the image, and beside it the evidence"
            + " for the label that it was given, by the method "
            + method.id()
            + ". The colours of each map go up to its own largest value, which stands below it.",
        gallery.draw());
  }

  private static Set<String> shown(Evaluation evaluation) {
    Set<String> shown = new HashSet<>();
    outcomes(evaluation, false).limit(MOST_MISTAKES).forEach(outcome -> shown.add(outcome.id()));
    for (Label label : evaluation.labels()) {
      outcomes(evaluation, true)
          .filter(outcome -> outcome.label().equals(label))
          .limit(HITS_OF_A_CLASS)
          .forEach(outcome -> shown.add(outcome.id()));
    }
    return shown;
  }

  private static Stream<Outcome> outcomes(Evaluation evaluation, boolean correct) {
    return evaluation.outcomes().stream()
        .filter(outcome -> outcome.correct() == correct)
        .sorted(MOST_CONFIDENT);
  }
}
