package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.explain.faithfulness.Estimate;
import io.cellclass.explain.faithfulness.Faithfulness;
import io.cellclass.explain.faithfulness.Measure;
import io.cellclass.explain.faithfulness.SanityCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Methods beside each other, as text and as JSON.
 *
 * @param methods at least one, all measured on the same images
 */
record MethodTable(List<MeasuredMethod> methods) {
  private static final List<Measure> COLUMNS =
      List.of(
          Measure.DELETION,
          Measure.INSERTION,
          Measure.ROAD,
          Measure.DROP,
          Measure.INCREASE,
          Measure.ENERGY_INSIDE,
          Measure.HIT,
          Measure.EMPTY);

  String text() {
    TextTable table =
        new TextTable()
            .row(
                "method",
                "deletion",
                "insertion",
                "ROAD",
                "drop",
                "increase",
                "energy inside",
                "hits",
                "empty",
                "changed by heads",
                "by labels");
    methods.forEach(method -> table.row(row(method)));
    Faithfulness first = methods.get(0).faithfulness();
    return table
        + System.lineSeparator().repeat(2)
        + first.images()
        + " images, "
        + first.masks()
        + " with a mask. Better is less deletion, drop and empty, and more of the others. changed:"
        + System.lineSeparator()
        + "the share of maps with a rank correlation below "
        + SanityCheck.CHANGED_BELOW
        + " to those of a head drawn at random,"
        + System.lineSeparator()
        + "and to those of a classifier that learned random labels (--random-labels).";
  }

  private static List<String> row(MeasuredMethod method) {
    List<String> cells = new ArrayList<>(List.of(method.name()));
    for (Measure measure : COLUMNS) {
      cells.add(method.faithfulness().mean(measure).map(MethodTable::text).orElse("-"));
    }
    cells.add(share(method.changedByHeads()));
    cells.add(share(method.changedByLabels()));
    return cells;
  }

  private static String text(Estimate estimate) {
    double reach = (estimate.high() - estimate.low()) / 2;
    return Double.isFinite(reach)
        ? String.format(Locale.ROOT, "%.3f +- %.3f", estimate.mean(), reach)
        : String.format(Locale.ROOT, "%.3f", estimate.mean());
  }

  private static String share(OptionalDouble share) {
    return share.isPresent() ? String.format(Locale.ROOT, "%.3f", share.getAsDouble()) : "-";
  }

  /** The means with their intervals, by method and measure. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Faithfulness first = methods.get(0).faithfulness();
    json.put("images", first.images());
    json.put("masks", first.masks());
    ArrayNode array = json.putArray("methods");
    for (MeasuredMethod method : methods) {
      ObjectNode node = array.addObject();
      node.put("method", method.name());
      for (Measure measure : COLUMNS) {
        method.faithfulness().mean(measure).ifPresent(estimate -> put(node, measure, estimate));
      }
      method.changedByHeads().ifPresent(share -> node.put("changed", share));
      method.changedByLabels().ifPresent(share -> node.put("changedByLabels", share));
    }
    return json;
  }

  private static void put(ObjectNode node, Measure measure, Estimate estimate) {
    ObjectNode value = node.putObject(measure.name().toLowerCase(Locale.ROOT));
    value.put("mean", estimate.mean());
    if (Double.isFinite(estimate.low())) {
      value.put("low", estimate.low());
      value.put("high", estimate.high());
    }
  }
}
