package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.EvaluationListener;
import io.cellclass.Leak;
import io.cellclass.SplitAudit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say what to do about images that several parts share. */
@SuppressWarnings("NullAway.Init") // picocli sets options.
final class AuditOptions {
  private static final int NAMED = 10;

  @Option(
      names = "--allow-leaks",
      description =
          "Go on even where parts that have to be apart share pictures or groups, which makes the"
              + " figures better than they are.")
  private boolean allowLeaks;

  /**
   * Looks for what parts share, and says so.
   *
   * @throws IOException naming what they share, if that is not allowed
   */
  SplitAudit check(Map<String, Dataset> parts, Console console) throws IOException {
    SplitAudit audit = SplitAudit.of(parts, listener(new Progress(console)));
    if (audit.isClean()) {
      return audit;
    }
    List<Leak> leaks = audit.leaks();
    leaks.stream().limit(NAMED).forEach(leak -> console.note("cellclass: " + leak));
    if (leaks.size() > NAMED) {
      console.note("cellclass: and " + (leaks.size() - NAMED) + " more");
    }
    if (!allowLeaks) {
      throw new IOException(
          "the parts share images or groups, in "
              + leaks.size()
              + (leaks.size() == 1 ? " case" : " cases")
              + ": give images of one cell a group (--group-pattern, or a column group), remove"
              + " them, or add --allow-leaks");
    }
    console.note("cellclass: going on, as --allow-leaks says; the figures are too good");
    return audit;
  }

  private static EvaluationListener listener(Progress progress) {
    return new EvaluationListener() {
      @Override
      public void progressed(int done, int total) {
        progress.progressed("looking for duplicates", done, total);
      }
    };
  }
}
