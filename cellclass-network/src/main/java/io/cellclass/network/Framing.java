package io.cellclass.network;

import io.cellclass.Frame;
import io.cellclass.RgbImage;
import java.util.Optional;

/** Which part of an image a network looks at. */
public sealed interface Framing {
  /** The part of this image. It may reach beyond the border, where the image is mirrored. */
  Frame frame(RgbImage image);

  /** The whole image, stretched to the network's square input. */
  record WholeImage() implements Framing {
    @Override
    public Frame frame(RgbImage image) {
      return new Frame(0, 0, image.width(), image.height());
    }
  }

  /**
   * A square around the largest nucleus; the whole image where none is found.
   *
   * <p>The side is fixed, so that the size of a cell, which tells lymphocytes from monocytes, is
   * not normalised away.
   *
   * @param side the side of the square in pixels of the image
   * @see Nucleus
   */
  record CellCentred(double side) implements Framing {
    /**
     * The side of the square in diameters of the nucleus: enough for the cytoplasm of the largest
     * cells.
     */
    public static final double NUCLEUS_DIAMETERS = 2.2;

    /**
     * Checks the side.
     *
     * @throws IllegalArgumentException if it is not from 1 to 100,000
     */
    public CellCentred {
      if (!(side >= 1 && side <= 100_000)) {
        throw new IllegalArgumentException(
            "the side of a frame must be from 1 to 100000 pixels, not " + side);
      }
    }

    @Override
    public Frame frame(RgbImage image) {
      Optional<Nucleus> nucleus = Nucleus.find(image);
      return nucleus
          .map(n -> new Frame(n.x() - side / 2, n.y() - side / 2, side, side))
          .orElseGet(() -> new WholeImage().frame(image));
    }
  }
}
