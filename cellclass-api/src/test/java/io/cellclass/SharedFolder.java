package io.cellclass;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public image sets that lie beside the repository on some machines. */
final class SharedFolder {
  private SharedFolder() {}

  /** A path in it; the test is skipped where it is not there. */
  static Path require(String path) {
    String named = System.getenv("CELLCLASS_SHARED");
    // Tests run in the folder of their module.
    Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
    Path wanted = shared.resolve(path).toAbsolutePath().normalize();
    Assumptions.assumeTrue(
        Files.exists(wanted), () -> wanted + " is missing (CELLCLASS_SHARED names its folder)");
    return wanted;
  }
}
