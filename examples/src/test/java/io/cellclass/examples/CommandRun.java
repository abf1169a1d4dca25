package io.cellclass.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** What a command line gave. */
record CommandRun(int status, String out, String err) {
  /** Runs a command line as if its output were piped. */
  static CommandRun of(ModelSource models, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    return new CommandRun(Cellclass.run(console, models, words), out.toString(), err.toString());
  }

  List<String> outLines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
