package io.cellclass.explain.picture;

import io.cellclass.Explanation;
import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * A picture of where the evidence for a class lies in an image: the map over the image, the more
 * opaque the stronger the evidence is, with contour lines, a ring around the strongest pixel, the
 * meaning of the colours, as they are without the image below, and a scale bar. Immutable and safe
 * for concurrent use.
 *
 * <p>What speaks against the class is left out, unless {@link #withSigns} asks for it. Where
 * nothing speaks for it, the picture is the image and says so.
 *
 * <p>The longer side of the image is from 360 to 1024 pixels long in the picture: small images are
 * enlarged by a whole factor, large ones are shrunk with their map, each pixel the mean of the area
 * that it covers. Contour lines are found by marching squares; loops of less than 6 pixels of the
 * picture are not drawn, and none at all on maps so grainy that they would hide the image. Where
 * Java finds no fonts on the machine, pictures are drawn without text.
 */
public final class ExplanationPicture {
  private static final int LEAST = 360;
  private static final int MOST = 1024;
  private static final int NARROWEST = 220;
  private static final int GAP = 12;
  private static final int ROW = 22;

  private final RgbImage image;
  private final Explanation explanation;
  private final PictureStyle style;
  private final double maximum;

  private ExplanationPicture(
      RgbImage image, Explanation explanation, PictureStyle style, double maximum) {
    this.image = image;
    this.explanation = explanation;
    this.style = style;
    this.maximum = maximum;
  }

  /**
   * The picture of an explanation, with contour lines at a quarter, a half and three quarters of
   * the strongest evidence.
   *
   * @throws IllegalArgumentException if the map of the explanation has another size than the image
   */
  public static ExplanationPicture of(RgbImage image, Explanation explanation) {
    Overlay.checkSize(image, explanation.heatmap());
    return new ExplanationPicture(image, explanation, PictureStyle.DEFAULT, 0);
  }

  /**
   * The same with contour lines elsewhere.
   *
   * @param levels shares of the value that has the full colour, each between 0 and 1, both not
   *     included; none for no lines
   * @throws IllegalArgumentException if a level is outside
   */
  public ExplanationPicture withLevels(double... levels) {
    return new ExplanationPicture(image, explanation, style.withLevels(levels), maximum);
  }

  /**
   * The same with a scale bar in micrometres. Without it, the bar is in pixels of the image.
   *
   * @param micrometres the side of a pixel of the image in the specimen
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public ExplanationPicture withPixelSize(double micrometres) {
    return new ExplanationPicture(image, explanation, style.withPixelSize(micrometres), maximum);
  }

  /** The same in other colours; with those of a signed map, as {@link #withSigns} has it. */
  public ExplanationPicture withColourMap(ColourMap colours) {
    return new ExplanationPicture(image, explanation, style.withColours(colours), maximum);
  }

  /**
   * The same with the evidence against the class, too: in the colours of {@link
   * ColourMap#diverging}, the contour lines of negative values dashed. The colours go from minus to
   * plus the largest value of either sign.
   */
  public ExplanationPicture withSigns() {
    return withColourMap(ColourMap.diverging());
  }

  /**
   * The same with the full colour for another value than the largest of the map, so that pictures
   * can be compared. Larger values have the full colour, too.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public ExplanationPicture withMaximum(double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the maximum must be positive and finite, not " + value);
    }
    return new ExplanationPicture(image, explanation, style, value);
  }

  /** Draws the picture, of type {@link BufferedImage#TYPE_INT_RGB}. */
  public BufferedImage draw() {
    return draw(PictureText.ofThisMachine());
  }

  /**
   * Draws the picture as a PNG file. On one machine the same picture has the same bytes.
   *
   * @throws IOException if this Java cannot write PNG files
   */
  public byte[] png() throws IOException {
    return PictureSheet.png(draw());
  }

  BufferedImage draw(PictureText text) {
    PictureScale scale = PictureScale.of(image, LEAST, MOST);
    double own = style.maximum(explanation.heatmap());
    double full = own > 0 && maximum > 0 ? maximum : own;
    Overlay overlay = new Overlay(image, explanation.heatmap(), style, full, scale);
    ColourBar bar = new ColourBar(overlay.hasContours() ? style : style.withLevels(), full);
    ScaleBar ruler = ScaleBar.of(scale, style.micrometres());
    String caption = style.caption(explanation);

    int barWidth = full > 0 ? GAP + bar.width(text) : 0;
    int words = Math.min(text.width(caption, false), NARROWEST);
    int inside = Math.max(Math.max(scale.drawnWidth() + barWidth, ruler.width(text)), words);
    int margin = PictureSheet.MARGIN;
    int below = margin + scale.drawnHeight();
    PictureSheet sheet =
        new PictureSheet(inside + 2 * margin, below + ROW + text.line() + margin, text);

    overlay.draw(sheet, margin, margin);
    if (full > 0) {
      int x = margin + scale.drawnWidth() + GAP;
      bar.draw(sheet, text, x, margin, scale.drawnHeight());
    }
    ruler.draw(sheet, margin, below + ROW / 2 + 3);
    sheet.textFrom(
        text.cut(caption, inside, false), margin, below + ROW + text.line() / 2, PictureSheet.INK);
    return sheet.pixels();
  }
}
