package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in when a row {@code abcd} is shifted. */
class BorderModeTest {
  private static final int WIDTH = 4;
  private static final int HEIGHT = 6;
  private static final int MIDDLE = 3;

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "REFLECT_101,cbab,cdcb",
        "REFLECT,baab,cddc",
        "REPLICATE,aaab,cddd",
        "WRAP,cdab,cdab",
        "BLACK,00ab,cd00",
        "WHITE,11ab,cd11"
      })
  void twoPixelsComeIn(BorderMode border, String atTheLeft, String atTheRight) {
    assertThat(row(shifted(2, 1, 0, border))).isEqualTo(atTheLeft);
    assertThat(row(shifted(-2, 1, 0, border))).isEqualTo(atTheRight);
    // Half a pixel down all rows are the same, but OpenCV has to interpolate.
    assertThat(row(shifted(2, 1, 0.5, border))).isEqualTo(atTheLeft);
    assertThat(row(shifted(-2, 1, 0.5, border))).isEqualTo(atTheRight);
  }

  @Provide
  Arbitrary<BorderMode> borders() {
    return Arbitraries.of(BorderMode.class);
  }

  @Property
  void theExactWayAndOpenCvSeeTheSameHoweverFarBeyond(
      @ForAll("borders") BorderMode border,
      @ForAll @IntRange(min = -4, max = 4) int pixels,
      @ForAll @IntRange(min = 1, max = 4) int times) {
    assertThat(row(shifted(pixels, times, 0, border)))
        .isEqualTo(row(shifted(pixels, times, 0.5, border)));
  }

  private static RgbImage shifted(int right, int times, double down, BorderMode border) {
    RgbImage image = Pictures.of(WIDTH, HEIGHT, (x, y) -> 0x010101 * "abcd".charAt(x));
    Range share = Range.only(right / (double) WIDTH);
    Augmentation all = new Translation(share, Range.only(down / HEIGHT)).withBorder(border);
    for (int i = 1; i < times; i++) {
      all = all.then(new Translation(share, Range.only(0)).withBorder(border));
    }
    return all.apply(image, new Script(new double[2 * times]));
  }

  private static String row(RgbImage image) {
    StringBuilder row = new StringBuilder();
    for (int x = 0; x < WIDTH; x++) {
      int level = image.rgb(x, MIDDLE) & 0xff;
      row.append(level == 0 ? '0' : level == 255 ? '1' : (char) level);
    }
    return row.toString();
  }
}
