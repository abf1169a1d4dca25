package io.cellclass;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a sample into the group that its file name tells. */
final class FileNameGroup {
  private FileNameGroup() {}

  static Sample of(Sample sample, Pattern pattern) {
    String fileName = sample.id().substring(sample.id().lastIndexOf('/') + 1);
    String group = first(pattern.matcher(fileName));
    if (group == null || group.isEmpty()) {
      throw new IllegalArgumentException(
          "expected the pattern "
              + pattern
              + " to find a group in every file name, found none in "
              + sample.id());
    }
    return new Sample(sample.id(), sample.label(), group, sample.source());
  }

  private static @Nullable String first(Matcher matcher) {
    if (!matcher.find()) {
      return null;
    }
    return matcher.group(matcher.groupCount() > 0 ? 1 : 0);
  }
}
