package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.Provenance;
import io.cellclass.report.HtmlReport;
import java.nio.file.Path;
import java.util.Map;

/** The pages that {@code --report} writes. */
final class HtmlReports {
  private HtmlReports() {}

  /**
   * Of a training.
   *
   * @param given what was said on the command line
   */
  static HtmlReport training(TrainingReport training, Path bundle, Map<String, String> given) {
    HtmlReport report =
        HtmlReport.of("Training of " + bundle.getFileName())
            .withEvaluation(
                "validation images", training.validation(), training.data().validation())
            .withSettings("Command line", given)
            .withHistory(training.history())
            .withData(training.data().parts())
            .withAudit(training.audit())
            .withProvenance(training.provenance());
    if (!training.baselines().isEmpty()) {
      report = report.withComparison(training.comparisons(bundle).all());
    }
    CrossValidated folds = training.crossValidated();
    return folds == null
        ? report
        : report.withCrossValidation(folds.byName()).withGroupAudit(folds.audit());
  }

  /** Of an evaluation, and of others on the same images. */
  static HtmlReport evaluation(Comparisons comparisons, Dataset images, Provenance provenance) {
    HtmlReport report =
        HtmlReport.of("Evaluation of " + comparisons.name())
            .withEvaluation("test images", comparisons.evaluation(), images)
            .withData(Map.of("test", images))
            .withProvenance(provenance);
    return comparisons.others().isEmpty() ? report : report.withComparison(comparisons.all());
  }
}
