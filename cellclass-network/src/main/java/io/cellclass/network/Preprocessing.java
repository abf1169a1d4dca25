package io.cellclass.network;

import io.cellclass.Frame;
import io.cellclass.RgbImage;
import java.util.function.UnaryOperator;

/**
 * What happens to an image before a network sees it. Part of the model: it travels in the bundle,
 * and every engine calls it.
 *
 * <p>Plain Java, so that every engine on every machine sees the same numbers.
 *
 * @param illumination what is done about the light in the image
 * @param framing which part of the image is shown
 * @param size rows and columns of the network's square input
 * @param range what pixel values 0 to 255 become
 */
public record Preprocessing(
    Illumination illumination, Framing framing, int size, ValueRange range) {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is not from 1 to 8192
   */
  public Preprocessing {
    if (size < 1 || size > 8192) {
      throw new IllegalArgumentException(
          "a network's input must be from 1 to 8192 pixels a side, not " + size);
    }
  }

  /**
   * A preprocessing that leaves the light as it is.
   *
   * @throws IllegalArgumentException if the size is not from 1 to 8192
   */
  public Preprocessing(Framing framing, int size, ValueRange range) {
    this(Illumination.AS_IS, framing, size, range);
  }

  /**
   * The network's input: {@code [row][column][channel]} with red, green and blue, {@code 3 * size *
   * size} values.
   */
  public float[] apply(RgbImage image) {
    return apply(image, UnaryOperator.identity());
  }

  /**
   * The network's input for a changed image, such as an augmented one. It is changed under even
   * light, which then takes nothing of the change back.
   */
  public float[] apply(RgbImage image, UnaryOperator<RgbImage> change) {
    RgbImage seen = change.apply(illumination.apply(image));
    return input(seen, framing.frame(seen));
  }

  /** What is found in an image: the light to be evened out, and the frame. */
  public View view(RgbImage image) {
    UnaryOperator<RgbImage> correction = illumination.correction(image);
    Frame frame = framing.frame(correction.apply(image));
    return new View(image.width(), image.height(), correction, frame, this);
  }

  /** The network's input of a frame of an image whose light is even. */
  float[] input(RgbImage seen, Frame frame) {
    float[] result = new Resampling(seen, frame, size).resample();
    float scale = (range.high() - range.low()) / 255;
    for (int i = 0; i < result.length; i++) {
      result[i] = range.low() + scale * result[i];
    }
    return result;
  }
}
