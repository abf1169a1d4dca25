package io.cellclass.network;

import io.cellclass.RgbImage;

/**
 * What happens to an image before a network sees it. Part of the model: it travels in the bundle,
 * and every engine calls it.
 *
 * <p>Plain Java, so that every engine on every machine sees the same numbers.
 *
 * @param framing which part of the image is shown
 * @param size rows and columns of the network's square input
 * @param range what pixel values 0 to 255 become
 */
public record Preprocessing(Framing framing, int size, ValueRange range) {
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
   * The network's input: {@code [row][column][channel]} with red, green and blue, {@code 3 * size *
   * size} values.
   */
  public float[] apply(RgbImage image) {
    float[] result = new Resampling(image, framing.frame(image), size).resample();
    float scale = (range.high() - range.low()) / 255;
    for (int i = 0; i < result.length; i++) {
      result[i] = range.low() + scale * result[i];
    }
    return result;
  }
}
