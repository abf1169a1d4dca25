package io.cellclass.report;

import io.cellclass.Provenance;
import java.util.List;
import java.util.Map;

/** How a model came to be. */
record ProvenanceSection(Provenance provenance) implements Section {
  @Override
  public Place place() {
    return Place.PROVENANCE;
  }

  @Override
  public String heading() {
    return "Provenance";
  }

  @Override
  public void write(Html html, Figures figures) {
    html.open("div", "class", "tables");
    SettingsSection.writeTable(
        html,
        "The model",
        List.of(
            Map.entry("training ended", provenance.created().toString()),
            Map.entry("seed", String.valueOf(provenance.seed())),
            Map.entry("SHA-256 of the data", provenance.dataHash())));
    writeIfAny(html, "What the trainer was told and chose", provenance.settings());
    writeIfAny(html, "Software and machine", provenance.environment());
    html.closeLine();
  }

  private static void writeIfAny(Html html, String caption, Map<String, String> values) {
    if (!values.isEmpty()) {
      SettingsSection.writeTable(html, caption, List.copyOf(values.entrySet()));
    }
  }
}
