package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.Leukocyte;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellMorphologyTest {
  /** Of a value, or of 1: other orders of the same sums, in float32 at the end. */
  private static final double ROUNDING = 1e-5;

  @Test
  void turnsAndMirrorsMeasureTheSame() {
    for (Leukocyte type : Leukocyte.values()) {
      RgbImage image = BloodSmears.cell(type, Framing.singleCell(120), 5).image();
      float[] expected = CellMorphology.of(image);
      for (int symmetry = 1; symmetry < 8; symmetry++) {
        float[] found = CellMorphology.of(turned(image, symmetry));
        for (int i = 0; i < expected.length; i++) {
          // But for the direction in which hues are counted nothing tells left from right.
          assertThat(found[i])
              .as("measure %d of %s, symmetry %d", i, type, symmetry)
              .isCloseTo(
                  expected[i], within((float) (ROUNDING * Math.max(1, Math.abs(expected[i])))));
        }
      }
    }
  }

  /** The symmetries of a square image: bit 0 mirrors columns, bit 1 rows, bit 2 swaps the axes. */
  private static RgbImage turned(RgbImage image, int symmetry) {
    int side = image.width();
    byte[] rgb = image.bytes();
    byte[] result = new byte[rgb.length];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int u = (symmetry & 1) == 0 ? x : side - 1 - x;
        int v = (symmetry & 2) == 0 ? y : side - 1 - y;
        int from = (symmetry & 4) == 0 ? v * side + u : u * side + v;
        System.arraycopy(rgb, 3 * from, result, 3 * (y * side + x), 3);
      }
    }
    return RgbImage.of(side, side, result);
  }

  @Test
  void everyImageHasTheSameNumberOfFiniteMeasures() {
    int measures = CellMorphology.of(BloodSmears.cell(Leukocyte.NEUTROPHIL, 1).image()).length;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      byte[] rgb = new byte[3 * width * height];
      int levels = 1 + random.nextInt(256);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) random.nextInt(levels);
      }
      float[] found = CellMorphology.of(RgbImage.of(width, height, rgb));
      assertThat(found).hasSize(measures);
      for (float value : found) {
        assertThat(value).isFinite();
      }
    }
  }
}
