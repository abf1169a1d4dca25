package io.cellclass.dl4j;

import io.cellclass.Trainer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Short trainings and what they leave. */
final class Trainings {
  private Trainings() {}

  /** Trains on a few drawn cells and saves the bundle. */
  static void save(Trainer<Dl4jClassifier> trainer, Path bundle) throws IOException {
    try (Dl4jClassifier classifier =
        trainer.train(SmallModels.twoTypes(3, 1), SmallModels.twoTypes(2, 2)).classifier()) {
      classifier.save(bundle);
    }
  }

  /** The file of weights in a bundle, as the JDK unzips it. */
  static byte[] weights(Path bundle) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      ZipEntry entry = zip.getEntry("weights.safetensors");
      if (entry == null) {
        throw new FileNotFoundException("no weights in " + bundle);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }
}
