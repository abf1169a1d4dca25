package io.cellclass;

import java.io.IOException;

/**
 * A labelled image.
 *
 * @param id what the image is called, unique in its data set
 * @param label the class that it shows
 * @param group what it shares with others and must not be divided by a split: the patient, the
 *     slide or the source image; its {@code id} where it stands alone
 * @param source where its pixels come from
 */
public record Sample(String id, Label label, String group, ImageSource source) {
  /** A sample that stands alone: its group is its id. */
  public Sample(String id, Label label, ImageSource source) {
    this(id, label, id, source);
  }

  /**
   * Decodes the image.
   *
   * @throws UnreadableImageException if it is corrupt or of no known format
   * @throws IOException if it cannot be read
   */
  public RgbImage image() throws IOException {
    return source.read();
  }
}
