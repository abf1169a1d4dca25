package io.cellclass.explain.picture;

import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of the evidence for several classes in one image, side by side: the image, a map for
 * each class, and the map of the first class over the image. All maps share one scale of colours,
 * so that the noise of a class without evidence stays faint. Immutable and safe for concurrent use.
 *
 * <p>The longer side of a tile is from 160 to 240 pixels long where a whole factor allows it. Names
 * that are too long for their tile are shortened. Where Java finds no fonts on the machine, panels
 * are drawn without text.
 */
public final class ExplanationPanel {
  private final RgbImage image;
  private final List<Explanation> explanations;
  private final PictureStyle style;
  private final @Nullable Label truth;

  private ExplanationPanel(
      RgbImage image, List<Explanation> explanations, PictureStyle style, @Nullable Label truth) {
    this.image = image;
    this.explanations = explanations;
    this.style = style;
    this.truth = truth;
  }

  /**
   * The panel of explanations of one image by one method, each for another class.
   *
   * @throws IllegalArgumentException if there is none, if they differ in method or layer, if a map
   *     has another size than the image, or if a prediction lacks the target
   */
  public static ExplanationPanel of(RgbImage image, List<Explanation> explanations) {
    List<Explanation> copy = List.copyOf(explanations);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("expected at least one explanation, found none");
    }
    for (Explanation explanation : copy) {
      Overlay.checkSize(image, explanation.heatmap());
      checkTarget(explanation);
      if (!source(explanation).equals(source(copy.get(0)))) {
        throw new IllegalArgumentException(
            "expected explanations by one method and layer, found "
                + source(copy.get(0))
                + " and "
                + source(explanation));
      }
    }
    return new ExplanationPanel(image, copy, PictureStyle.DEFAULT, null);
  }

  private static void checkTarget(Explanation explanation) {
    boolean known =
        explanation.prediction().scores().stream()
            .anyMatch(score -> score.label().equals(explanation.target()));
    if (!known) {
      throw new IllegalArgumentException(
          "expected a target that the classifier knows, found "
              + explanation.target()
              + ", not one of "
              + explanation.prediction().scores());
    }
  }

  private static String source(Explanation explanation) {
    return explanation.method() + ", " + explanation.layer();
  }

  /** The same with the true class in its title. */
  public ExplanationPanel withTruth(Label label) {
    return new ExplanationPanel(image, explanations, style, label);
  }

  /**
   * The same with contour lines elsewhere, as {@link ExplanationPicture#withLevels} has them.
   *
   * @throws IllegalArgumentException if a level is not between 0 and 1
   */
  public ExplanationPanel withLevels(double... levels) {
    return new ExplanationPanel(image, explanations, style.withLevels(levels), truth);
  }

  /**
   * The same with a scale bar in micrometres instead of pixels.
   *
   * @param micrometres the side of a pixel of the image in the specimen
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public ExplanationPanel withPixelSize(double micrometres) {
    return new ExplanationPanel(image, explanations, style.withPixelSize(micrometres), truth);
  }

  /** The same in other colours; with those of a signed map, as {@link #withSigns} has it. */
  public ExplanationPanel withColourMap(ColourMap colours) {
    return new ExplanationPanel(image, explanations, style.withColours(colours), truth);
  }

  /** The same with the evidence against each class, too, as {@link ExplanationPicture} has it. */
  public ExplanationPanel withSigns() {
    return withColourMap(ColourMap.diverging());
  }

  /** Draws the panel, of type {@link BufferedImage#TYPE_INT_RGB}. */
  public BufferedImage draw() {
    return draw(PictureText.ofThisMachine());
  }

  /**
   * Draws the panel as a PNG file. On one machine the same panel has the same bytes.
   *
   * @throws IOException if this Java cannot write PNG files
   */
  public byte[] png() throws IOException {
    return PictureSheet.png(draw());
  }

  BufferedImage draw(PictureText text) {
    return new PanelDrawing(image, explanations, style, truth, text).draw();
  }
}
