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

  @Option(
      names = "--group-duplicates",
      description =
          "Keep images together that show the same: they, and the groups that they are of, become"
              + " one group.")
  private boolean groupDuplicates;

  /** The images in the groups that are wanted. */
  Dataset grouped(Dataset images, Console console) throws IOException {
    return groupDuplicates
        ? SplitAudit.groupingDuplicates(
            images, listener("grouping duplicates", new Progress(console)))
        : images;
  }

  /**
   * Looks for what parts share, and says so.
   *
   * @throws IOException naming what they share, if that is not allowed
   */
  SplitAudit check(Map<String, Dataset> parts, Console console) throws IOException {
    SplitAudit audit =
        SplitAudit.of(parts, listener("looking for duplicates", new Progress(console)));
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
              + ": keep them together (--group-duplicates, --group-pattern or a column group), remove"
              + " them, or add --allow-leaks");
    }
    console.note("cellclass: going on, as --allow-leaks says; the figures are too good");
    return audit;
  }

  private static EvaluationListener listener(String stage, Progress progress) {
    return new EvaluationListener() {
      @Override
      public void progressed(int done, int total) {
        progress.progressed(stage, done, total);
      }
    };
  }
}
