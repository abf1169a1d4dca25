package io.cellclass.examples;

import io.cellclass.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says what runs the network. */
@SuppressWarnings("NullAway.Init") // picocli sets the command.
final class EngineOption {
  private static final List<String> NAMES = List.of("dl4j", "onnx", "tflite");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "What runs the network: dl4j, onnx or tflite (the fastest that opens the file).")
  private @Nullable String engine;

  /** Checks the name, before the work. */
  void check() {
    if (engine != null && !NAMES.contains(engine)) {
      throw new ParameterException(
          spec.commandLine(), "--engine must be one of dl4j, onnx and tflite, not " + engine);
    }
  }

  /**
   * Opens a classifier.
   *
   * @param file null for the one that comes with the library
   */
  Classifier load(ModelSource models, @Nullable Path file) throws IOException {
    return file == null ? models.ready(engine) : models.load(file, engine);
  }
}
