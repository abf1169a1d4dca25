package io.cellclass.inception;

import io.cellclass.network.Backbone;
import io.cellclass.network.SharedFiles;
import io.cellclass.network.ValueRange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Makes this module's resource from {@code ../shared/weights/inception_v3_notop.h5}. Its name keeps
 * it out of ordinary test runs. From the project's root:
 *
 * <pre>{@code
 * mvn -B test -pl cellclass-inception-weights -am -Dtest=WeightsGenerator -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
final class WeightsGenerator {
  static final String KERAS_FILE = "weights/inception_v3_notop.h5";

  static final String SOURCE =
      "InceptionV3 of nsfwjs 4.4.0 (MIT), fine-tuned from the ImageNet weights of keras.applications";

  private static final Path FOLDER =
      Path.of("src", "main", "resources", "io", "cellclass", "inception");

  @Test
  void writeResource() throws IOException {
    Path kerasFile = SharedFiles.require(KERAS_FILE);
    Path resource = FOLDER.resolve(InceptionWeights.RESOURCE);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(resource))) {
      generate(kerasFile, out);
    }
  }

  static void generate(Path kerasFile, OutputStream out) throws IOException {
    Backbone backbone = Backbone.kerasFile(kerasFile, ValueRange.UNIT);
    Backbone.of(backbone.weights(), ValueRange.UNIT, SOURCE).writeSafetensors(out);
  }
}
