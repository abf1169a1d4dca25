package io.cellclass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;

/** What runs classifiers that were saved or exported; found by {@link ServiceLoader}. */
public interface ClassifierEngine {
  /** The format of bundles. */
  String BUNDLE = "cellclass";

  /** The formats of exported classifiers. */
  Set<String> EXPORTED = Set.of("onnx", "tflite");

  /** The engine's name, such as {@code dl4j}. */
  String name();

  /**
   * The engine with the largest speed is taken: about how many images of 224x224 it classifies in a
   * second.
   */
  int speed();

  /**
   * The endings of the files that the engine opens, without the dot and in lower case. Those of
   * bundles, {@link #BUNDLE}, are what it opens unless it says otherwise.
   */
  default Set<String> formats() {
    return Set.of(BUNDLE);
  }

  /**
   * Opens a bundle, or a file of another of the engine's formats. The caller closes it.
   *
   * @throws MalformedBundleException if the file is not a whole bundle of a known version
   * @throws IOException if the file cannot be read
   */
  Classifier load(Path bundle) throws IOException;

  /**
   * Opens a bundle that is no file, such as a resource of a jar. The caller closes the classifier
   * and the stream. Unless an engine does better, the stream is copied to a temporary file, which
   * messages then name, and which is gone at the end.
   *
   * @param bundle read to its end
   * @throws MalformedBundleException if it is not a whole bundle of a known version
   * @throws IOException if the stream cannot be read, or the temporary file not be written
   */
  default Classifier load(InputStream bundle) throws IOException {
    Path file = Files.createTempFile("cellclass-", ".cellclass");
    try {
      Files.copy(bundle, file, StandardCopyOption.REPLACE_EXISTING);
      return load(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * The fastest engine on the class path that opens bundles.
   *
   * @throws IllegalStateException if there is none
   */
  static ClassifierEngine fastest() {
    return fastest(BUNDLE);
  }

  /**
   * The fastest engine on the class path that opens a file of this name: by its ending where an
   * engine claims that, and else as a bundle.
   *
   * @throws IllegalStateException if there is none
   */
  static ClassifierEngine fastestFor(Path file) {
    return fastest(formatOf(file));
  }

  /**
   * The engine of this name.
   *
   * @throws IllegalStateException if it is not on the class path
   */
  static ClassifierEngine named(String name) {
    List<ClassifierEngine> engines = all();
    return engines.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "expected an engine called "
                        + name
                        + " on the class path, found "
                        + engines.stream().map(ClassifierEngine::name).toList()
                        + ": add a dependency on io.cellclass:cellclass-"
                        + name));
  }

  /** The engines on the class path, the fastest first. */
  static List<ClassifierEngine> all() {
    return ServiceLoader.load(ClassifierEngine.class, ClassifierEngine.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(ClassifierEngine::speed).reversed())
        .toList();
  }

  /** The format that a file's name tells: {@code onnx}, {@code tflite}, or else that of bundles. */
  private static String formatOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return EXPORTED.stream()
        .filter(format -> name.endsWith("." + format))
        .findFirst()
        .orElse(BUNDLE);
  }

  private static ClassifierEngine fastest(String format) {
    return all().stream()
        .filter(engine -> engine.formats().contains(format))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no engine on the class path opens files of the format "
                        + format
                        + ": add a dependency such as io.cellclass:cellclass-"
                        + (format.equals(BUNDLE) ? "dl4j" : format)));
  }
}
