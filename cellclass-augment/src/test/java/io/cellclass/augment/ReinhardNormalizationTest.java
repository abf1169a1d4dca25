package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReinhardNormalizationTest {
  // Levels are whole numbers: at 100, half a one is 0.002 of a decade.
  private static final Offset<Double> LEVELS = within(0.002);

  @Property(tries = 50)
  void meansAndDeviationsBecomeThoseOfTheReference(@ForAll long seed) {
    RgbImage reference = colours(40, 30, 150, 110, 140, 12, seed);
    RgbImage image = colours(25, 50, 120, 140, 150, 18, seed + 1);
    double[] wanted = spreads(reference);
    RgbImage changed = ReinhardNormalization.of(reference).apply(image);
    assertThat(spreads(image)).isNotEqualTo(wanted);
    assertThat(spreads(changed)).containsExactly(wanted, LEVELS);
  }

  @Test
  void theReferenceItselfStays() {
    RgbImage image = colours(30, 30, 150, 110, 140, 12, 4);
    RgbImage same = ReinhardNormalization.of(image).apply(image);
    for (int i = 0; i < image.bytes().length; i++) {
      assertThat(same.bytes()[i]).isCloseTo(image.bytes()[i], within((byte) 1));
    }
  }

  @Test
  void severalReferencesCountByTheirPixels() {
    RgbImage small = colours(10, 10, 150, 110, 140, 12, 1);
    RgbImage large = colours(10, 30, 120, 140, 150, 18, 2);
    RgbImage both = Pictures.of(10, 40, (x, y) -> y < 10 ? small.rgb(x, y) : large.rgb(x, y - 10));
    assertThat(ReinhardNormalization.of(List.of(small, large)).lightness().mean())
        .isCloseTo(ReinhardNormalization.of(both).lightness().mean(), within(1e-12));
    assertThatThrownBy(() -> ReinhardNormalization.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anImageOfOneColourBecomesTheMeanOfTheReference() {
    RgbImage reference = colours(40, 40, 150, 110, 140, 12, 3);
    ReinhardNormalization normalisation = ReinhardNormalization.of(reference);
    RgbImage plain = normalisation.apply(Pictures.plain(5, 4, 0x336699));
    assertThat(spreads(plain)[0]).isCloseTo(spreads(reference)[0], LEVELS);
    assertThat(plain).isEqualTo(Pictures.plain(5, 4, plain.rgb(0, 0)));
    assertThat(normalisation.apply(reference, RandomStreams.of(1, 1, "x")))
        .isEqualTo(normalisation.apply(reference));
  }

  /** Colours about one, away from black and white, where nothing is cut off. */
  private static RgbImage colours(
      int width, int height, int red, int green, int blue, int spread, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Pictures.of(
        width,
        height,
        (x, y) ->
            (red + random.nextInt(-spread, spread)) << 16
                | (green + random.nextInt(-spread, spread)) << 8
                | (blue + random.nextInt(-spread, spread)));
  }

  /** Equations 4 to 6 of the paper, once more: the means, then the standard deviations. */
  private static double[] spreads(RgbImage image) {
    int pixels = image.width() * image.height();
    double[][] axes = new double[3][pixels];
    for (int i = 0; i < pixels; i++) {
      int rgb = image.rgb(i % image.width(), i / image.width());
      double r = (rgb >> 16) / 255.0;
      double g = (rgb >> 8 & 0xff) / 255.0;
      double b = (rgb & 0xff) / 255.0;
      double l = Math.log10(0.3811 * r + 0.5783 * g + 0.0402 * b);
      double m = Math.log10(0.1967 * r + 0.7244 * g + 0.0782 * b);
      double s = Math.log10(0.0241 * r + 0.1288 * g + 0.8444 * b);
      axes[0][i] = (l + m + s) / Math.sqrt(3);
      axes[1][i] = (l + m - 2 * s) / Math.sqrt(6);
      axes[2][i] = (l - m) / Math.sqrt(2);
    }
    double[] result = new double[6];
    for (int axis = 0; axis < 3; axis++) {
      double mean = Arrays.stream(axes[axis]).average().orElseThrow();
      result[axis] = mean;
      result[3 + axis] =
          Math.sqrt(
              Arrays.stream(axes[axis])
                  .map(value -> (value - mean) * (value - mean))
                  .average()
                  .orElseThrow());
    }
    return result;
  }
}
