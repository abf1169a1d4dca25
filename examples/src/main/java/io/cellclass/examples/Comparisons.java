package io.cellclass.examples;

import io.cellclass.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Classifiers on the same images.
 *
 * @param name of the one that it is about
 * @param evaluation of the one that it is about
 * @param others the evaluations of the others by name
 */
record Comparisons(String name, Evaluation evaluation, Map<String, Evaluation> others) {
  /** All, that which it is about first. */
  Map<String, Evaluation> all() {
    Map<String, Evaluation> all = new LinkedHashMap<>();
    all.put(name, evaluation);
    // Two files may have one name.
    others.forEach((other, of) -> all.put(all.containsKey(other) ? other + " (2)" : other, of));
    return all;
  }
}
