package io.cellclass.explain.picture;

import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image of a gallery with its explanation. Immutable and safe for concurrent use. */
public final class GalleryEntry {
  private final String name;
  private final RgbImage image;
  private final Explanation explanation;
  private final @Nullable Label truth;

  private GalleryEntry(
      String name, RgbImage image, Explanation explanation, @Nullable Label truth) {
    this.name = name;
    this.image = image;
    this.explanation = explanation;
    this.truth = truth;
  }

  /**
   * The entry of an image whose true class is not known.
   *
   * @param name what the image is called, such as the name of its file
   * @throws IllegalArgumentException if the map of the explanation has another size than the image
   */
  public static GalleryEntry of(String name, RgbImage image, Explanation explanation) {
    Overlay.checkSize(image, explanation.heatmap());
    return new GalleryEntry(name, image, explanation, null);
  }

  /** The same with a known true class. */
  public GalleryEntry withTruth(Label label) {
    return new GalleryEntry(name, image, explanation, label);
  }

  /** What the image is called. */
  public String name() {
    return name;
  }

  /** The image. */
  public RgbImage image() {
    return image;
  }

  /** Where the evidence lies in it. */
  public Explanation explanation() {
    return explanation;
  }

  /** The true class, where it is known. */
  public Optional<Label> truth() {
    return Optional.ofNullable(truth);
  }

  /** The class under which a gallery shows it: the true one, or else the predicted one. */
  Label group() {
    return truth == null ? explanation.prediction().label() : truth;
  }

  @Override
  public String toString() {
    return "GalleryEntry[" + name + "]";
  }
}
