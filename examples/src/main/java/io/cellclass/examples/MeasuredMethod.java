package io.cellclass.examples;

import io.cellclass.explain.faithfulness.Faithfulness;
import io.cellclass.explain.faithfulness.SanityCheck;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a method can be trusted.
 *
 * @param heads against heads drawn at random; empty where it was not measured
 * @param labels against a classifier that learned random labels; empty where there is none
 */
record MeasuredMethod(
    String name, Faithfulness faithfulness, List<SanityCheck> heads, List<SanityCheck> labels) {
  /** The share of maps that random heads change. */
  OptionalDouble changedByHeads() {
    return heads.stream().mapToDouble(SanityCheck::changed).average();
  }

  /** The share of maps that random labels change. */
  OptionalDouble changedByLabels() {
    return labels.stream().mapToDouble(SanityCheck::changed).average();
  }
}
