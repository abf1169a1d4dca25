package io.cellclass.report;

import io.cellclass.Dataset;
import io.cellclass.Label;
import io.cellclass.Sample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** How many images of each class each part of the data has. */
record DataSection(List<Map.Entry<String, Dataset>> parts) implements Section {
  @Override
  public Place place() {
    return Place.DATA;
  }

  @Override
  public String heading() {
    return "Data";
  }

  @Override
  public void write(Html html, Figures figures) {
    List<String> columns = new ArrayList<>(List.of("class"));
    parts.forEach(part -> columns.add(part.getKey()));
    Table table = Table.open(html, "Images of each class", 1, columns);
    for (Label label : labels()) {
      table.row(row(label.name(), data -> data.count(label)));
    }
    table.row(row("all images", Dataset::size));
    table.row(row("groups", DataSection::groups));
    table.close();
    html.element(
        "p",
        "A group is what images share and no split may divide: a patient, a slide or a source"
            + " image. An image that stands alone is a group of its own.",
        "class",
        "note");
  }

  /** The classes of all parts, in the order in which they are met. */
  private Set<Label> labels() {
    Set<Label> labels = new LinkedHashSet<>();
    parts.forEach(part -> labels.addAll(part.getValue().labels().asList()));
    return labels;
  }

  private List<String> row(String name, ToLongFunction<Dataset> value) {
    List<String> row = new ArrayList<>(List.of(name));
    parts.forEach(part -> row.add(String.valueOf(value.applyAsLong(part.getValue()))));
    return row;
  }

  private static long groups(Dataset data) {
    return data.samples().stream().map(Sample::group).distinct().count();
  }
}
