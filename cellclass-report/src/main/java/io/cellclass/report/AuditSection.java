package io.cellclass.report;

import io.cellclass.Leak;
import io.cellclass.SplitAudit;
import java.util.List;

/**
 * What data shares that must be apart.
 *
 * @param heading what was audited
 * @param audit what was found
 * @param clean what there is to say where nothing was
 */
record AuditSection(String heading, SplitAudit audit, String clean) implements Section {
  private static final int MOST_ROWS = 100;

  @Override
  public Place place() {
    return Place.AUDIT;
  }

  @Override
  public void write(Html html, Figures figures) {
    List<Leak> leaks = audit.leaks();
    if (audit.isClean()) {
      html.element(
          "p", Numbers.format("%d images were compared. Found was %s.", audit.images(), clean));
      return;
    }
    html.element("p", summary(), "class", "problem");
    writeKinds(html);
    Table table =
        Table.open(html, "Pairs of images", 4, "found", "one image", "the other", "detail");
    leaks.stream()
        .limit(MOST_ROWS)
        .forEach(
            leak ->
                table.row(
                    name(leak.kind()),
                    leak.firstId() + " (" + leak.firstPart() + ")",
                    leak.secondId() + " (" + leak.secondPart() + ")",
                    leak.detail()));
    table.close();
    if (leaks.size() > MOST_ROWS) {
      html.element("p", "And " + (leaks.size() - MOST_ROWS) + " more.", "class", "note");
    }
  }

  private String summary() {
    int pairs = audit.leaks().size();
    return Numbers.format(
        "%d images were compared, and %d %s found that should not be: the results may look better"
            + " than they are.",
        audit.images(), pairs, pairs == 1 ? "pair was" : "pairs were");
  }

  private void writeKinds(Html html) {
    Table table = Table.open(html, "Pairs of each kind", 1, "found", "pairs");
    for (Leak.Kind kind : Leak.Kind.values()) {
      long pairs = audit.leaks().stream().filter(leak -> leak.kind() == kind).count();
      table.row(name(kind), String.valueOf(pairs));
    }
    table.close();
  }

  private static String name(Leak.Kind kind) {
    return switch (kind) {
      case EXACT_DUPLICATE -> "the same pixels";
      case CONFLICTING_LABELS -> "the same pixels, different labels";
      case NEAR_DUPLICATE -> "pictures that look alike";
      case SHARED_GROUP -> "a shared group";
    };
  }
}
