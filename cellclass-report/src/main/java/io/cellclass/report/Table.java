package io.cellclass.report;

import java.util.List;

/**
 * A table being written. Its box scrolls where the table is wider than the page. The first cell of
 * a row is its header.
 */
final class Table {
  private final Html html;
  private final List<String> columns;
  private final int textColumns;

  private Table(Html html, List<String> columns, int textColumns) {
    this.html = html;
    this.columns = columns;
    this.textColumns = textColumns;
  }

  /**
   * Begins a table.
   *
   * @param caption what it shows
   * @param textColumns how many of its columns, from the left, hold text; the others hold numbers,
   *     which are aligned at their right
   */
  static Table open(Html html, String caption, int textColumns, List<String> columns) {
    html.open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
    html.open("table").element("caption", caption);
    Table table = new Table(html, columns, textColumns);
    html.open("thead").open("tr");
    for (int i = 0; i < columns.size(); i++) {
      html.element("th", columns.get(i), table.attributes(i, "scope", "col"));
    }
    html.close().close().open("tbody");
    return table;
  }

  static Table open(Html html, String caption, int textColumns, String... columns) {
    return open(html, caption, textColumns, List.of(columns));
  }

  Table row(String... cells) {
    return row(List.of(cells));
  }

  Table row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException("expected a cell for each of " + columns + ": " + cells);
    }
    html.open("tr").element("th", cells.get(0), attributes(0, "scope", "row"));
    for (int i = 1; i < cells.size(); i++) {
      html.element("td", cells.get(i), attributes(i));
    }
    html.closeLine();
    return this;
  }

  private String[] attributes(int column, String... more) {
    if (column < textColumns) {
      return more;
    }
    return more.length == 0
        ? new String[] {"class", "n"}
        : new String[] {more[0], more[1], "class", "n"};
  }

  void close() {
    html.close().close().closeLine();
  }
}
