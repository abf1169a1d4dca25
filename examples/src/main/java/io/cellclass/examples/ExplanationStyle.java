package io.cellclass.examples;

import io.cellclass.Explanation;
import io.cellclass.RgbImage;
import io.cellclass.explain.picture.ExplanationGallery;
import io.cellclass.explain.picture.ExplanationPanel;
import io.cellclass.explain.picture.ExplanationPicture;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How explanations are drawn.
 *
 * @param panels whether for every label, side by side
 * @param signs whether with what speaks against it
 * @param pixelSize the side of a pixel in micrometres, if it is known
 */
record ExplanationStyle(boolean panels, boolean signs, @Nullable Double pixelSize) {
  /** The picture of an image, as PNG: of the first explanation, or of all. */
  byte[] png(RgbImage image, List<Explanation> explanations) throws IOException {
    if (panels) {
      ExplanationPanel panel = ExplanationPanel.of(image, explanations);
      panel = signs ? panel.withSigns() : panel;
      return (pixelSize == null ? panel : panel.withPixelSize(pixelSize)).png();
    }
    ExplanationPicture picture = ExplanationPicture.of(image, explanations.get(0));
    picture = signs ? picture.withSigns() : picture;
    return (pixelSize == null ? picture : picture.withPixelSize(pixelSize)).png();
  }

  /** The gallery in this style; it has one map for each image. */
  ExplanationGallery applyTo(ExplanationGallery plain) {
    ExplanationGallery gallery = signs ? plain.withSigns() : plain;
    return pixelSize == null ? gallery : gallery.withPixelSize(pixelSize);
  }
}
