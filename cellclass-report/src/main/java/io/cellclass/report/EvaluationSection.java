package io.cellclass.report;

import io.cellclass.Evaluation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How good a classifier is on some images.
 *
 * @param images what these images are called
 * @param gallery their pictures; null if they are not to be shown
 */
record EvaluationSection(String images, Evaluation evaluation, @Nullable Gallery gallery)
    implements Section {
  @Override
  public Place place() {
    return Place.RESULTS;
  }

  @Override
  public String heading() {
    return "Results: " + images;
  }

  @Override
  public boolean hasScoreIntervals() {
    return true;
  }

  @Override
  public void write(Html html, Figures figures) throws IOException {
    String slug = Figures.slug(images);
    KeyFigures.write(html, evaluation);
    html.element("h3", "Confusion");
    ConfusionPart.write(html, figures, slug, evaluation.confusion());
    html.element("h3", "Classes");
    ClassTable.write(html, evaluation);
    html.element("h3", "Confidence");
    ConfidencePart.write(html, figures, slug, evaluation);
    if (gallery != null) {
      gallery.write(html, figures, slug);
    }
  }
}
