package io.cellclass.wbc;

import io.cellclass.Classifier;
import io.cellclass.ClassifierEngine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The trained classifier that comes with the library: with this module and an engine on the class
 * path, blood cells are classified without training and without a download.
 *
 * <pre>{@code
 * try (Classifier classifier = WbcModel.load()) {
 *   System.out.println(classifier.classify(RgbImage.read(Path.of("cell.png"))).label());
 * }
 * }</pre>
 *
 * <p>It tells apart basophil, eosinophil, erythroblast, ig (immature granulocyte), lymphocyte,
 * monocyte, neutrophil and platelet in images of single cells as a CellaVision DM96 takes them
 * (about 360 pixels for the whole image, May-Grünwald-Giemsa stain). Images of other laboratories
 * may fare far worse; docs/models.md has figures. It is not a medical device. META-INF/NOTICE says
 * whose images it learnt from. Safe for concurrent use.
 */
public final class WbcModel {
  static final String RESOURCE = "wbc.cellclass";

  private WbcModel() {}

  /**
   * Opens the classifier with the fastest engine on the class path. The caller closes it. Nothing
   * is kept: each call opens another.
   *
   * @throws IllegalStateException if no engine is on the class path
   * @throws UncheckedIOException if the resource is missing or damaged, as in a jar that was not
   *     copied whole, or no temporary file can be written
   */
  public static Classifier load() {
    return load(ClassifierEngine.fastest());
  }

  /**
   * Opens the classifier with an engine, such as {@code ClassifierEngine.named("dl4j")}. The caller
   * closes it.
   *
   * @throws UncheckedIOException as {@link #load()} does
   */
  public static Classifier load(ClassifierEngine engine) {
    try (InputStream in = WbcModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new FileNotFoundException("the resource " + RESOURCE + " is missing");
      }
      return engine.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
