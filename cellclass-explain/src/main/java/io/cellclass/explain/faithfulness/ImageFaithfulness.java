package io.cellclass.explain.faithfulness;

import io.cellclass.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured of the explanation of one image. Immutable.
 *
 * @param id the sample's id
 * @param target the label that was explained: the predicted one
 * @param values what was measured, by measure; immutable. Those that need the true cell are there
 *     only if it is known
 */
public record ImageFaithfulness(String id, Label target, Map<Measure, Double> values) {
  /** Copies the values. */
  public ImageFaithfulness {
    Map<Measure, Double> copy = new EnumMap<>(Measure.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** The value of a measure; empty if it needs the true cell and that is not known. */
  public OptionalDouble value(Measure measure) {
    Double value = values.get(measure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
