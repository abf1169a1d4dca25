package io.cellclass.field;

import io.cellclass.segment.neural.NetworkDetector;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The trained detector that comes with the library: with this module and an engine on the class
 * path, the cells of whole fields are found without training and without a download.
 *
 * <pre>{@code
 * try (NetworkDetector detector = FieldModel.load()) {
 *   detector.detect(RgbImage.read(Path.of("field.jpg"))).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>It finds RBC (red cells), WBC (white cells) and Platelets in fields in which a red cell is
 * about 100 pixels wide, as in the BCCD images (640x480 pixels). Images of other laboratories may
 * fare far worse; docs/segmentation.md has figures. It is not a medical device. META-INF/NOTICE
 * says whose images it learnt from. Safe for concurrent use.
 */
public final class FieldModel {
  static final String RESOURCE = "field.cellclass";

  private FieldModel() {}

  /**
   * Opens the detector with the fastest engine on the class path. The caller closes it. Nothing is
   * kept: each call opens another.
   *
   * @throws IllegalStateException if no engine is on the class path
   * @throws UncheckedIOException if the resource is missing or damaged, as in a jar that was not
   *     copied whole, or no temporary file can be written
   */
  public static NetworkDetector load() {
    try (InputStream in = FieldModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new FileNotFoundException("the resource " + RESOURCE + " is missing");
      }
      return NetworkDetector.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
