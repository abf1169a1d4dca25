package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RgbImage;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.CellMask;
import io.cellclass.testkit.Leukocyte;
import io.cellclass.testkit.SyntheticSmear;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellRegionsTest {
  @Test
  void nucleiOfDrawnCellsAreFound() {
    List<Double> nuclei = new ArrayList<>();
    for (Leukocyte type : Leukocyte.values()) {
      for (int seed = 0; seed < 6; seed++) {
        SyntheticSmear smear = BloodSmears.cell(type, seed);
        CellRegions regions = CellRegions.of(smear.image());
        nuclei.add(dice(regions.nucleus(), smear.whiteCells().get(0).nucleus()));
        assertThat(regions.cell().area()).isGreaterThanOrEqualTo(regions.nucleus().area());
        assertThat(regions.nucleus().minus(regions.cell()).area()).isZero();
        assertThat(regions.ring().minus(regions.nucleus()).area()).isEqualTo(regions.ring().area());
      }
    }
    nuclei.sort(null);
    assertThat(nuclei.get(nuclei.size() / 2)).isGreaterThan(0.9);
    assertThat(nuclei.get(nuclei.size() / 10)).isGreaterThan(0.7);
  }

  private static double dice(PixelMask found, CellMask truth) {
    int both = 0;
    for (int y = 0; y < found.height(); y++) {
      for (int x = 0; x < found.width(); x++) {
        both += found.contains(x, y) && truth.contains(x, y) ? 1 : 0;
      }
    }
    return 2.0 * both / (found.area() + truth.area());
  }

  /** A pixel more or less of the radius. */
  @Test
  void aDrawnDiscInADisc() {
    RgbImage image = cell(101, 20, 35);
    CellRegions regions = CellRegions.of(image);
    assertThat(radius(regions.nucleus().area())).isBetween(19.0, 21.0);
    assertThat(radius(regions.cell().area())).isBetween(34.0, 36.0);
    // A fifth of the nucleus' diameter wide.
    assertThat(radius(regions.nucleus().area() + regions.ring().area())).isBetween(27.0, 29.0);
    assertThat(regions.ring().contains(50, 50)).isFalse();
    assertThat(regions.ring().contains(50, 50 - 24)).isTrue();
    assertThat(regions.ring().contains(50, 50 - 32)).isFalse();
  }

  private static double radius(int area) {
    return Math.sqrt(area / Math.PI);
  }

  /** A purple nucleus in a paler cell on white. */
  private static RgbImage cell(int side, double nucleus, double cell) {
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double distance = Math.hypot(x - side / 2, y - side / 2);
        int at = 3 * (y * side + x);
        rgb[at] = (byte) (distance <= nucleus ? 100 : 240);
        rgb[at + 1] = (byte) (distance <= nucleus ? 50 : distance <= cell ? 190 : 240);
        rgb[at + 2] = (byte) (distance <= nucleus ? 150 : 240);
      }
    }
    return RgbImage.of(side, side, rgb);
  }

  @Test
  void oneColourHasNoRegions() {
    for (int[] size : new int[][] {{1, 1}, {1, 9}, {30, 20}}) {
      CellRegions regions =
          CellRegions.of(RgbImage.of(size[0], size[1], new byte[3 * size[0] * size[1]]));
      assertThat(regions.nucleus().area()).isZero();
      assertThat(regions.cell().area()).isZero();
      assertThat(regions.ring().area()).isZero();
    }
  }
}
