package io.cellclass.report;

import java.util.List;

/** A table that somebody else worked out: names in its first column, numbers in the others. */
record TableSection(String heading, String text, List<String> columns, List<List<String>> rows)
    implements Section {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a row has not a cell for each column
   */
  TableSection {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "expected a cell for each of the columns " + columns + ", found " + row);
      }
    }
  }

  @Override
  public Place place() {
    return Place.OTHERS;
  }

  @Override
  public void write(Html html, Figures figures) {
    html.element("p", text);
    // The heading above says what the caption would.
    html.open("div", "class", "captioned");
    Table table = Table.open(html, heading, 1, columns);
    rows.forEach(table::row);
    table.close();
    html.closeLine();
  }
}
