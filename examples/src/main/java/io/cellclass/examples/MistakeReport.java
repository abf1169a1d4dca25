package io.cellclass.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Label;
import io.cellclass.segment.evaluation.DetectionMistakes;
import io.cellclass.segment.evaluation.MistakeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code evaluate-detect} says of mistakes. Its fields are fixed: other programs read them.
 */
final class MistakeReport {
  /** What nobody may have marked, whatever the cell. */
  private static final Set<MistakeKind> UNMARKED =
      Set.of(MistakeKind.BORDER, MistakeKind.UNLABELLED_IMAGE);

  private MistakeReport() {}

  static void put(ObjectNode mistakes, DetectionMistakes found) {
    for (Label label : found.labels()) {
      ObjectNode node = mistakes.putObject(label.name());
      ObjectNode wrong = node.putObject("falsePositives");
      wrong.put("total", found.falsePositives(label).size());
      ObjectNode missed = node.putObject("misses");
      missed.put("total", found.misses(label).size());
      for (MistakeKind kind : MistakeKind.values()) {
        wrong.put(name(kind), found.falsePositives(label, kind));
        if (kind != MistakeKind.UNLABELLED_IMAGE) {
          missed.put(name(kind), found.misses(label, kind));
        }
      }
      ObjectNode without = node.putObject("countMaeWithout");
      for (MistakeKind kind :
          List.of(MistakeKind.BORDER, MistakeKind.UNLABELLED_IMAGE, MistakeKind.OVERLAPPING)) {
        without.put(name(kind), found.countError(label, Set.of(kind)));
      }
      Set<MistakeKind> all = EnumSet.copyOf(UNMARKED);
      without.put("borderAndUnlabelledImage", found.countError(label, all));
      all.add(MistakeKind.OVERLAPPING);
      without.put("borderUnlabelledImageAndOverlapping", found.countError(label, all));
    }
  }

  private static String name(MistakeKind kind) {
    return switch (kind) {
      case BORDER -> "border";
      case UNLABELLED_IMAGE -> "unlabelledImage";
      case DUPLICATE -> "duplicate";
      case MISPLACED -> "misplaced";
      case OVERLAPPING -> "overlapping";
      case ALONE -> "alone";
    };
  }

  static String text(DetectionMistakes found) {
    TextTable table =
        new TextTable()
            .row(
                "mistakes",
                "all",
                "at the border",
                "unlabelled image",
                "twice",
                "misplaced",
                "overlapping",
                "alone");
    for (Label label : found.labels()) {
      List<String> wrong = row(label.name() + " found wrongly", found.falsePositives(label).size());
      List<String> missed = row(label.name() + " missed", found.misses(label).size());
      for (MistakeKind kind : MistakeKind.values()) {
        wrong.add(Long.toString(found.falsePositives(label, kind)));
        missed.add(
            kind == MistakeKind.UNLABELLED_IMAGE ? "" : Long.toString(found.misses(label, kind)));
      }
      table.row(wrong).row(missed);
    }
    StringBuilder text = new StringBuilder(table.toString());
    for (Label label : found.labels()) {
      text.append(System.lineSeparator())
          .append(
              String.format(
                  Locale.ROOT,
                  "%s: count error %.3f, without those at the border and in unlabelled images %.3f",
                  label.name(),
                  found.countError(label, Set.of()),
                  found.countError(label, UNMARKED)));
    }
    return text.toString();
  }

  private static List<String> row(String what, int all) {
    return new ArrayList<>(List.of(what, Integer.toString(all)));
  }
}
