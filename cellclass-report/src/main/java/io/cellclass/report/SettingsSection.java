package io.cellclass.report;

import java.util.List;
import java.util.Map;

/** Settings by name, under a heading of the caller's. */
record SettingsSection(String heading, List<Map.Entry<String, String>> settings)
    implements Section {
  @Override
  public Place place() {
    return Place.SETTINGS;
  }

  @Override
  public void write(Html html, Figures figures) {
    // The heading above says what the caption would.
    html.open("div", "class", "captioned");
    writeTable(html, heading, settings);
    html.closeLine();
  }

  static void writeTable(Html html, String caption, List<Map.Entry<String, String>> settings) {
    Table table = Table.open(html, caption, 2, "name", "value");
    settings.forEach(setting -> table.row(setting.getKey(), setting.getValue()));
    table.close();
  }
}
