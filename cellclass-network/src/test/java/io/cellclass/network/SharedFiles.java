package io.cellclass.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Large files beside the project that some tests compare with; such tests are skipped where they
 * are not.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /**
   * A file under {@code ../shared}, or under the folder that the environment names as
   * CELLCLASS_SHARED.
   */
  public static Path require(String name) {
    String folder = System.getenv("CELLCLASS_SHARED");
    Path file = (folder == null ? Path.of("..", "..", "shared") : Path.of(folder)).resolve(name);
    assumeTrue(Files.isReadable(file), () -> "without " + file.toAbsolutePath().normalize());
    return file;
  }
}
