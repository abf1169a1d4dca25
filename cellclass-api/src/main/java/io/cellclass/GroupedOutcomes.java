package io.cellclass;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.List;

/** Outcomes of groups, as {@link Evaluation#byGroup} defines them. */
final class GroupedOutcomes {
  /** What counts as one: the images of a group that show one class. */
  private record Unit(String group, Label label) {}

  private GroupedOutcomes() {}

  static List<Outcome> of(LabelSet labels, List<Outcome> outcomes) {
    ListMultimap<Unit, Prediction> units =
        MultimapBuilder.linkedHashKeys().arrayListValues().build();
    for (Outcome outcome : outcomes) {
      units.put(new Unit(outcome.group(), outcome.label()), outcome.prediction());
    }
    Multiset<String> classes = HashMultiset.create();
    units.keySet().forEach(unit -> classes.add(unit.group()));
    List<Outcome> grouped = new ArrayList<>();
    for (Unit unit : units.keySet()) {
      boolean mixed = classes.count(unit.group()) > 1;
      String id = mixed ? unit.group() + " (" + unit.label() + ")" : unit.group();
      Prediction mean = mean(labels, units.get(unit));
      grouped.add(new Outcome(id, unit.label(), unit.group(), mean));
    }
    return grouped;
  }

  private static Prediction mean(LabelSet labels, List<Prediction> predictions) {
    if (predictions.size() == 1) {
      return predictions.get(0);
    }
    List<Score> scores = new ArrayList<>(labels.size());
    for (Label label : labels) {
      double sum = 0;
      for (Prediction prediction : predictions) {
        sum += prediction.probability(label);
      }
      scores.add(new Score(label, sum / predictions.size()));
    }
    return Prediction.bestFirst(scores);
  }
}
