package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.report.HtmlReport;
import java.nio.file.Path;
import java.util.Map;

/** The pages that {@code --report} writes. */
final class HtmlReports {
  private HtmlReports() {}

  static HtmlReport training(TrainingReport training, Path bundle, TrainingPlan plan) {
    HtmlReport report =
        HtmlReport.of("Training of " + bundle.getFileName())
            .withEvaluation(
                "validation images", training.validation(), training.data().validation())
            .withSettings("Command line", plan.settings())
            .withHistory(training.history())
            .withData(training.data().parts())
            .withAudit(training.audit())
            .withProvenance(training.provenance());
    if (!training.baselines().isEmpty()) {
      Comparisons comparisons =
          new Comparisons(
              String.valueOf(bundle.getFileName()), training.validation(), training.baselines());
      report = report.withComparison(comparisons.all());
    }
    CrossValidated folds = training.crossValidated();
    return folds == null
        ? report
        : report.withCrossValidation(folds.byName().values().iterator().next());
  }

  static HtmlReport evaluation(
      Path model, Classifier classifier, Dataset images, Comparisons comparisons) {
    HtmlReport report =
        HtmlReport.of("Evaluation of " + model.getFileName())
            .withEvaluation("test images", comparisons.evaluation(), images)
            .withData(Map.of("test", images))
            .withProvenance(classifier.provenance());
    return comparisons.others().isEmpty() ? report : report.withComparison(comparisons.all());
  }
}
