package io.cellclass.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A new JVM with the class path of the tests, which may crash. */
final class ChildJvm {
  private static final int PATIENCE_SECONDS = 240;

  private ChildJvm() {}

  /** Runs a main class to its end and returns the lines that it wrote to its last argument. */
  static List<String> run(List<String> jvmArguments, Class<?> main, Path argument, Path output)
      throws IOException, InterruptedException {
    Path log = output.resolveSibling(output.getFileName() + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:ErrorFile=" + output.resolveSibling("hs_err.log"));
    command.addAll(jvmArguments);
    command.addAll(List.of(main.getName(), argument.toString(), output.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
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
}
