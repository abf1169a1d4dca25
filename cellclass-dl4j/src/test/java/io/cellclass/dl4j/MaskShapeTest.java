package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MaskShapeTest {
  private static final double EXACT = 1e-9;

  /** What pixels leave of the length of a smooth outline of some hundred pixels. */
  private static final double OUTLINE = 0.015;

  @Test
  void aSquare() {
    MaskShape shape = MaskShape.of(Masks.square(30));
    assertThat(shape.area()).isEqualTo(900);
    assertThat(shape.centreX()).isCloseTo(7 + 15, within(EXACT));
    assertThat(shape.centreY()).isCloseTo(9 + 15, within(EXACT));
    assertThat(shape.hullArea()).isEqualTo(900);
    assertThat(shape.hullPerimeter()).isEqualTo(120);
    assertThat(shape.solidity()).isEqualTo(1);
    assertThat(shape.euler()).isEqualTo(1);
    // 29 pairs along each side and 4 corners; the factor for outlines of any direction.
    assertThat(shape.perimeter()).isCloseTo(0.94805945 * (4 * 29 + 4 / Math.sqrt(2)), within(1e-6));
    // The second moment of a side of 30 is 30 * 30 / 12, and an axis four times its root.
    assertThat(shape.majorAxis()).isCloseTo(4 * 30 / Math.sqrt(12), within(EXACT));
    assertThat(shape.minorAxis()).isCloseTo(4 * 30 / Math.sqrt(12), within(EXACT));
    assertThat(shape.eccentricity()).isCloseTo(0, within(1e-6));
    assertThat(shape.diameter()).isCloseTo(33.8513750, within(1e-6));
  }

  @Test
  void aDisc() {
    MaskShape shape = MaskShape.of(Masks.disc(50));
    assertThat(shape.area()).isCloseTo((int) (Math.PI * 2500), within(40));
    assertThat(shape.perimeter()).isCloseTo(2 * Math.PI * 50, within(OUTLINE * 314));
    assertThat(shape.circularity()).isCloseTo(1, within(2 * OUTLINE));
    assertThat(shape.eccentricity()).isLessThan(0.05);
    assertThat(shape.solidity()).isBetween(0.97, 1.0);
    assertThat(shape.convexity()).isCloseTo(1, within(2 * OUTLINE));
    assertThat(shape.diameter()).isCloseTo(100, within(0.3));
  }

  @Test
  void aRingHasAHoleAndTwoOutlines() {
    MaskShape shape = MaskShape.of(Masks.ring(50, 30));
    assertThat(shape.euler()).isZero();
    assertThat(shape.perimeter()).isCloseTo(2 * Math.PI * 80, within(OUTLINE * 503));
    assertThat(shape.solidity()).isCloseTo(1 - 0.36, within(0.02));
  }

  @Test
  void ellipsesHaveTheirAxesHoweverTheyLie() {
    for (int degrees = 0; degrees < 180; degrees += 10) {
      MaskShape shape = MaskShape.of(Masks.ellipse(60, 30, Math.toRadians(degrees)));
      assertThat(shape.majorAxis()).isCloseTo(120, within(0.5));
      assertThat(shape.minorAxis()).isCloseTo(60, within(0.5));
      assertThat(shape.eccentricity()).isCloseTo(Math.sqrt(0.75), within(0.003));
      // Ramanujan's second approximation of an ellipse's circumference.
      assertThat(shape.perimeter()).isCloseTo(290.654, within(3 * OUTLINE * 290));
    }
  }

  @Test
  void severalBlobsAndCorners() {
    MaskShape apart = MaskShape.of(Masks.drawn("##...", "##...", ".....", "....#"));
    assertThat(apart.euler()).isEqualTo(2);
    assertThat(apart.area()).isEqualTo(5);
    MaskShape acrossACorner = MaskShape.of(Masks.drawn("#.", ".#"));
    assertThat(acrossACorner.euler()).isEqualTo(2);
    // The hexagon around two pixels: 4 less two triangles of 1/2.
    assertThat(acrossACorner.hullArea()).isEqualTo(3);
    assertThat(acrossACorner.hullPerimeter()).isCloseTo(4 + 2 * Math.sqrt(2), within(EXACT));
  }

  @Test
  void aNotchCostsSolidity() {
    MaskShape shape = MaskShape.of(Masks.drawn("##..", "##..", "####", "####"));
    assertThat(shape.hullArea()).isEqualTo(14);
    assertThat(shape.solidity()).isCloseTo(12 / 14.0, within(EXACT));
    assertThat(shape.hullPerimeter()).isCloseTo(12 + Math.sqrt(8), within(EXACT));
  }

  @Test
  void aPixelAndNothing() {
    MaskShape pixel = MaskShape.of(Masks.drawn("#"));
    assertThat(pixel.hullArea()).isEqualTo(1);
    assertThat(pixel.perimeter()).isCloseTo(0.94805945 * 4 / Math.sqrt(2), within(1e-6));
    assertThat(pixel.majorAxis()).isCloseTo(4 / Math.sqrt(12), within(EXACT));
    MaskShape nothing = MaskShape.of(Masks.drawn("...", "..."));
    assertThat(nothing).isEqualTo(new MaskShape(0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(nothing.circularity()).isZero();
    assertThat(nothing.eccentricity()).isZero();
    assertThat(nothing.solidity()).isZero();
    assertThat(nothing.convexity()).isZero();
  }
}
