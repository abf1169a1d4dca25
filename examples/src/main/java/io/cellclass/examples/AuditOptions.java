package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.EvaluationListener;
import io.cellclass.Leak;
import io.cellclass.Leak.Kind;
import io.cellclass.SplitAudit;
import java.io.IOException;
import java.util.ArrayList;
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
    return checked(SplitAudit.of(parts, listening(console)), console);
  }

  /**
   * Looks for what groups share that folds may put apart, and says so.
   *
   * @throws IOException naming what they share, if that is not allowed
   */
  SplitAudit checkWithin(Dataset images, Console console) throws IOException {
    return checked(SplitAudit.within(images, listening(console)), console);
  }

  private SplitAudit checked(SplitAudit audit, Console console) throws IOException {
    List<Leak> leaks = audit.leaks();
    if (audit.isClean()) {
      return audit;
    }
    leaks.stream().limit(NAMED).forEach(leak -> console.note("cellclass: " + leak));
    if (leaks.size() > NAMED) {
      console.note("cellclass: and " + (leaks.size() - NAMED) + " more");
    }
    if (!allowLeaks) {
      throw new IOException(problem(leaks));
    }
    console.note("cellclass: going on, as --allow-leaks says; the figures are too good");
    return audit;
  }

  private static String problem(List<Leak> leaks) {
    long conflicts = leaks.stream().filter(l -> l.kind() == Kind.CONFLICTING_LABELS).count();
    long shared = leaks.size() - conflicts;
    List<String> problems = new ArrayList<>();
    if (shared > 0) {
      problems.add(
          "images or groups that have to be apart are shared, in "
              + cases(shared)
              + ": keep them together (--group-duplicates, --group-pattern or a column group), or"
              + " remove them");
    }
    if (conflicts > 0) {
      problems.add(
          "equal images have different labels, in "
              + cases(conflicts)
              + ": correct or remove them");
    }
    return String.join("; ", problems) + "; or add --allow-leaks";
  }

  private static String cases(long count) {
    return count + (count == 1 ? " case" : " cases");
  }

  private static EvaluationListener listening(Console console) {
    return listener("looking for duplicates", new Progress(console));
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
