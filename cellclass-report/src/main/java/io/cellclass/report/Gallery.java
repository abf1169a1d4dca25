package io.cellclass.report;

import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.Outcome;
import io.cellclass.Sample;
import io.cellclass.Score;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Images that were misjudged with confidence, and those that were recognised with least. */
final class Gallery {
  private static final int MOST_IMAGES = 12;
  private static final int MOST_SCORES = 3;

  private static final Comparator<Outcome> LEAST_CONFIDENT =
      Comparator.comparingDouble((Outcome outcome) -> outcome.prediction().confidence());

  private final Evaluation evaluation;
  private final Map<String, Sample> samples;

  /**
   * The gallery of an evaluation.
   *
   * @throws IllegalArgumentException if the data set lacks an image of the evaluation
   */
  Gallery(Evaluation evaluation, Dataset dataset) {
    this.evaluation = evaluation;
    this.samples = new HashMap<>();
    dataset.samples().forEach(sample -> samples.put(sample.id(), sample));
    evaluation.outcomes().forEach(this::sample);
  }

  private Sample sample(Outcome outcome) {
    Sample sample = samples.get(outcome.id());
    if (sample == null) {
      throw new IllegalArgumentException(
          "expected the data set that was evaluated, found no " + outcome.id() + " in it");
    }
    return sample;
  }

  void write(Html html, Figures figures, String slug) throws IOException {
    List<Outcome> mistakes =
        evaluation.outcomes().stream()
            .filter(outcome -> !outcome.correct())
            .sorted(LEAST_CONFIDENT.reversed().thenComparing(Outcome::id))
            .limit(MOST_IMAGES)
            .toList();
    List<Outcome> hits =
        evaluation.outcomes().stream()
            .filter(Outcome::correct)
            .sorted(LEAST_CONFIDENT.thenComparing(Outcome::id))
            .limit(MOST_IMAGES)
            .toList();
    if (!mistakes.isEmpty()) {
      html.element("h3", "Most confident mistakes");
      writeTiles(html, figures, slug + "-mistake", mistakes);
    }
    if (!hits.isEmpty()) {
      html.element("h3", "Least confident hits");
      writeTiles(html, figures, slug + "-hit", hits);
    }
  }

  private void writeTiles(Html html, Figures figures, String name, List<Outcome> outcomes)
      throws IOException {
    html.open("ul", "class", "gallery");
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      html.open("li", "class", outcome.correct() ? "hit" : "mistake");
      figures.image(
          html,
          Numbers.format("%s-%02d", name, i + 1),
          "Image " + outcome.id(),
          Thumbnail.of(sample(outcome).image()));
      writeVerdict(html, outcome);
      html.closeLine();
    }
    html.closeLine();
  }

  private static void writeVerdict(Html html, Outcome outcome) {
    html.open("div", "class", "verdict");
    html.open("p");
    if (outcome.correct()) {
      html.text("rightly taken for ").element("b", outcome.label().name());
    } else {
      html.text("taken for ").element("b", outcome.prediction().label().name());
      html.text(", is ").element("b", outcome.label().name());
    }
    html.close().open("ol", "class", "scores");
    List<Score> scores = outcome.prediction().scores();
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i);
      boolean truth = score.label().equals(outcome.label());
      // The true class is shown wherever it stands.
      if (i < MOST_SCORES || truth) {
        html.open(
            "li",
            "style",
            Numbers.format("--p:%.1f%%", 100 * score.probability()),
            "class",
            truth ? "true" : "other");
        html.element("span", score.label().name() + (truth ? " (true)" : "")).text(" ");
        html.element("span", Numbers.percent(score.probability())).closeLine();
      }
    }
    html.close().element("p", outcome.id(), "class", "id").close();
  }
}
