package io.cellclass.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A new JVM with the class path of the tests. */
final class ChildJvm {
  private static final int PATIENCE_SECONDS = 300;

  private ChildJvm() {}

  /** Runs a main class to its end and returns the lines that it wrote to its last argument. */
  static List<String> run(List<String> jvmArguments, Class<?> main, Path argument, Path output)
      throws IOException, InterruptedException {
    return run(Map.of(), jvmArguments, main, argument, output);
  }

  /** The same, with some variables of the environment set. */
  static List<String> run(
      Map<String, String> environment,
      List<String> jvmArguments,
      Class<?> main,
      Path argument,
      Path output)
      throws IOException, InterruptedException {
    Path log = output.resolveSibling(output.getFileName() + ".log");
    ProcessBuilder builder =
        builder(jvmArguments, main, argument.toString(), output.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new IOException(main.getName() + " failed: " + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output);
  }

  /** What starts a main class. */
  static ProcessBuilder builder(List<String> jvmArguments, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }
}
