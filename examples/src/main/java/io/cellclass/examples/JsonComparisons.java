package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Comparison;
import io.cellclass.CrossValidation;
import io.cellclass.Evaluation;
import io.cellclass.Interval;
import io.cellclass.Leak;
import io.cellclass.SplitAudit;
import org.jspecify.annotations.Nullable;

/** What {@code --json} has of several evaluations beside each other. */
final class JsonComparisons {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonComparisons() {}

  /**
   * An evaluation, and how it and others differ on the same images.
   *
   * @param audit what the images share with those that baselines learnt from, if any
   */
  static ObjectNode evaluation(Comparisons comparisons, @Nullable SplitAudit audit) {
    ObjectNode report = JsonReports.evaluation(comparisons.evaluation());
    if (Groups.areIn(comparisons.evaluation())) {
      report.set("byGroup", byGroup(comparisons.evaluation()));
    }
    for (var other : comparisons.others().entrySet()) {
      ObjectNode node = summary(other.getValue());
      Comparison comparison = Comparison.of(comparisons.evaluation(), other.getValue());
      node.put("onlyModelRight", comparison.onlyFirstRight());
      node.put("onlyThisRight", comparison.onlySecondRight());
      node.put("mcnemarP", comparison.pValue());
      Comparison.Difference difference = comparison.difference();
      node.put("accuracyDifference", difference.value());
      node.put("accuracyDifferenceLow", difference.low());
      node.put("accuracyDifferenceHigh", difference.high());
      report.withObject("/comparison").set(other.getKey(), node);
    }
    if (audit != null && !audit.isClean()) {
      report.set("leaks", leaks(audit));
    }
    return report;
  }

  /**
   * The figures by group. Where groups have images of several labels, each of these counts, and the
   * ends of the interval are null: those of one group are not independent.
   */
  private static ObjectNode byGroup(Evaluation images) {
    Evaluation byGroup = images.byGroup();
    ObjectNode node = summary(byGroup);
    node.put("groups", Groups.count(byGroup));
    if (Groups.areMixed(byGroup)) {
      node.putNull("accuracyLow");
      node.putNull("accuracyHigh");
    }
    return node;
  }

  /** The overall figures. */
  static ObjectNode summary(Evaluation evaluation) {
    Interval interval = evaluation.accuracyInterval();
    ObjectNode node = NODES.objectNode();
    node.put("images", evaluation.images());
    node.put("accuracy", evaluation.accuracy());
    node.put("accuracyLow", interval.low());
    node.put("accuracyHigh", interval.high());
    node.put("balancedAccuracy", evaluation.balancedAccuracy());
    node.put("macroF1", evaluation.macroF1());
    node.put("logLoss", evaluation.logLoss());
    return node;
  }

  static ObjectNode crossValidation(CrossValidated folds) {
    ObjectNode report = NODES.objectNode();
    report.put("folds", folds.folds());
    folds.byName().forEach((name, measured) -> report.set(name, repetitions(measured)));
    if (!folds.audit().isClean()) {
      report.set("leaks", leaks(folds.audit()));
    }
    return report;
  }

  private static ObjectNode repetitions(CrossValidation measured) {
    Interval interval = measured.accuracyInterval();
    ObjectNode node = NODES.objectNode();
    node.put("accuracy", measured.meanAccuracy());
    node.put("standardDeviation", measured.standardDeviation());
    node.put("accuracyLow", interval.low());
    node.put("accuracyHigh", interval.high());
    for (int i = 0; i < measured.seeds().size(); i++) {
      ObjectNode repetition = node.withArray("/repetitions").addObject();
      repetition.put("seed", measured.seeds().get(i));
      repetition.setAll(summary(measured.evaluations().get(i)));
      if (Groups.areIn(measured.evaluations().get(i))) {
        repetition.set("byGroup", byGroup(measured.evaluations().get(i)));
      }
    }
    return node;
  }

  static ArrayNode leaks(SplitAudit audit) {
    ArrayNode leaks = NODES.arrayNode();
    for (Leak leak : audit.leaks()) {
      ObjectNode node = leaks.addObject();
      node.put("kind", leak.kind().name());
      node.put("firstPart", leak.firstPart());
      node.put("firstFile", leak.firstId());
      node.put("secondPart", leak.secondPart());
      node.put("secondFile", leak.secondId());
      node.put("similarity", leak.similarity());
    }
    return leaks;
  }
}
