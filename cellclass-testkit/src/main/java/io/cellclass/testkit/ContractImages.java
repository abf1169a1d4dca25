package io.cellclass.testkit;

import io.cellclass.RgbImage;
import java.util.List;

/** The images that the contract suites classify. */
final class ContractImages {
  private ContractImages() {}

  static RgbImage cell() {
    return BloodSmears.cell(Leukocyte.NEUTROPHIL, Framing.singleCell(120), 1).image();
  }

  /** From one pixel to a whole field, upright and lying. */
  static List<RgbImage> ofManySizes() {
    return List.of(
        cell(),
        plain(1, 1),
        plain(1, 37),
        BloodSmears.cell(Leukocyte.MONOCYTE, new Framing(91, 130, 3), 2).image(),
        BloodSmears.field(FieldPlan.DEFAULT.withFraming(new Framing(700, 500, 6)), 3).image(),
        plain(64, 2));
  }

  /** Cells, and next to nothing: what is explained pixel by pixel. */
  static List<RgbImage> ofSmallSizes() {
    return List.of(
        cell(),
        plain(1, 1),
        plain(1, 37),
        BloodSmears.cell(Leukocyte.MONOCYTE, new Framing(91, 130, 3), 2).image(),
        plain(64, 2));
  }

  private static RgbImage plain(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (200 - 20 * (i % 3));
    }
    return RgbImage.of(width, height, bytes);
  }
}
