package io.cellclass.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What was said on the command line, so that a report tells how to repeat it. */
final class GivenOptions {
  private static final String FLAG = "yes";

  private GivenOptions() {}

  /** The options of a command that runs, in the order of the command line, with their values. */
  static Map<String, String> of(CommandSpec command) {
    Map<String, String> given = new LinkedHashMap<>();
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String value = String.join(",", option.originalStringValues());
      boolean flag = option.arity().max() == 0 || value.isEmpty();
      given.put(option.longestName(), flag ? FLAG : value);
    }
    return given;
  }
}
