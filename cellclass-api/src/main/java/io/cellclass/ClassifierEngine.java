package io.cellclass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.ServiceLoader;

/** What runs bundles; found by {@link ServiceLoader}. */
public interface ClassifierEngine {
  /** The engine's name, such as {@code dl4j}. */
  String name();

  /**
   * The engine with the largest speed is taken: about how many images of 224x224 it classifies in a
   * second.
   */
  int speed();

  /**
   * Opens a bundle. The caller closes it.
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
   * The fastest engine on the class path.
   *
   * @throws IllegalStateException if there is none
   */
  static ClassifierEngine fastest() {
    return ServiceLoader.load(ClassifierEngine.class, ClassifierEngine.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .max(Comparator.comparingInt(ClassifierEngine::speed))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no engine on the class path: add a dependency such as io.cellclass:cellclass-dl4j"));
  }
}
