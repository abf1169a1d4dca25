package io.cellclass.inception;

import io.cellclass.network.Backbone;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The pretrained weights of InceptionV3 without its top that come with the library: with this
 * module on the class path nothing has to be downloaded.
 *
 * <p>21,802,784 values, trained on pixels scaled to [0, 1]; META-INF/NOTICE says by whom. Safe for
 * concurrent use.
 */
public final class InceptionWeights {
  static final String RESOURCE = "inception_v3_notop.safetensors";

  private InceptionWeights() {}

  /**
   * Reads the weights, 22 MB, into 87 MB of memory. Nothing is kept: each call reads them again, in
   * less than a second.
   *
   * @throws UncheckedIOException if the resource is missing or damaged, as in a jar that was not
   *     copied whole
   */
  public static Backbone load() {
    try (InputStream in = InceptionWeights.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new FileNotFoundException("the resource " + RESOURCE + " is missing");
      }
      return Backbone.readSafetensors(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
