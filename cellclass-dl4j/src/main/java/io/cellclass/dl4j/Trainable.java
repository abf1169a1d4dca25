package io.cellclass.dl4j;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a network is trained; the rest stays as it is. Immutable and safe for concurrent use.
 */
public sealed interface Trainable {
  /** The layers behind the backbone alone, on features that are computed once. */
  static Trainable head() {
    return new Head();
  }

  /**
   * The head and the last Inception blocks; all of them where the network has no more.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  static Trainable blocks(int last) {
    return new Blocks(last);
  }

  /** The whole network. */
  static Trainable all() {
    return new All();
  }

  /**
   * What {@code head}, {@code blocks:N} (such as {@code blocks:2}) or {@code all} stands for.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  static Trainable parse(String text) {
    Matcher blocks = Pattern.compile("blocks:(\\d{1,9})").matcher(text);
    if (blocks.matches()) {
      return blocks(Integer.parseInt(blocks.group(1)));
    }
    return switch (text) {
      case "head" -> head();
      case "all" -> all();
      default ->
          throw new IllegalArgumentException("expected head, blocks:N or all, found " + text);
    };
  }

  /** The layers behind the backbone alone. */
  record Head() implements Trainable {
    /** {@code head}, which {@link #parse} takes. */
    @Override
    public String toString() {
      return "head";
    }
  }

  /**
   * The head and the last Inception blocks.
   *
   * @param last how many, at least 1
   */
  record Blocks(int last) implements Trainable {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Blocks {
      SettingRanges.atLeast("the number of trained blocks", 1, last);
    }

    /** Such as {@code blocks:2}, which {@link #parse} takes. */
    @Override
    public String toString() {
      return "blocks:" + last;
    }
  }

  /** The whole network. */
  record All() implements Trainable {
    /** {@code all}, which {@link #parse} takes. */
    @Override
    public String toString() {
      return "all";
    }
  }
}
