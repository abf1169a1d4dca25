package io.cellclass.report;

import java.awt.Color;
import java.util.List;

/** The colours of all pictures. */
final class Palette {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x1f, 0x23, 0x28);
  static final Color FAINT = new Color(0x57, 0x60, 0x6a);
  static final Color GRID = new Color(0xe3, 0xe6, 0xea);

  static final Color BLUE = new Color(0x00, 0x72, 0xb2);
  static final Color VERMILION = new Color(0xd5, 0x5e, 0x00);

  /**
   * Colours of curves, told apart under each kind of colour blindness (Okabe and Ito 2008), without
   * the yellow, which is too pale on white.
   */
  static final List<Color> CURVES =
      List.of(
          BLUE,
          VERMILION,
          new Color(0x00, 0x9e, 0x73),
          new Color(0xcc, 0x79, 0xa7),
          new Color(0xe6, 0x9f, 0x00),
          new Color(0x56, 0xb4, 0xe9),
          new Color(0x00, 0x00, 0x00));

  private Palette() {}
}
