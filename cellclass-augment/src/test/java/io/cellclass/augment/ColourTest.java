package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.awt.Color;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ColourTest {
  @Test
  void brightnessMultipliesAndStopsAtWhite() {
    RgbImage image = pixels(0x0a64c8, 0, 0xf0fafe);
    assertThat(new Brightness(0.5).apply(image, new Script(1)))
        .isEqualTo(pixels(0x0f96ff, 0, 0xffffff));
    assertThat(new Brightness(0.5).apply(image, new Script(0)))
        .isEqualTo(pixels(0x053264, 0, 0x787d7f));
  }

  @Property
  void brightnessIsAFactorWithinItsRange(
      @ForAll @DoubleRange(min = 0, max = 0.25) double share, @ForAll long seed) {
    RgbImage image = Pictures.plain(3, 2, 0xc8c8c8);
    int level = new Brightness(share).apply(image, RandomStreams.of(seed, 1, "x")).rgb(1, 1) & 0xff;
    // Half a level is 0.0025 of 200.
    assertThat(level / 200.0).isCloseTo(1, within(share + 0.0025));
  }

  /** Grey 100 and grey 140 lie 20 about their mean. */
  @Test
  void contrastMovesAwayFromTheMeanLuminance() {
    RgbImage image = pixels(0x646464, 0x8c8c8c);
    assertThat(new Contrast(0.5).apply(image, new Script(1))).isEqualTo(pixels(0x5a5a5a, 0x969696));
    assertThat(new Contrast(0.5).apply(image, new Script(0))).isEqualTo(pixels(0x6e6e6e, 0x828282));
    // Luminance of red 100: 29.9; of blue 100: 11.4; the mean is 20.65.
    assertThat(new Contrast(1).apply(pixels(0x640000, 0x000064), new Script(0)))
        .isEqualTo(pixels(0x151515, 0x151515));
  }

  /** Luminance of (200, 100, 50): 59.8 + 58.7 + 5.7 = 124.2. */
  @Test
  void saturationMovesAwayFromGrey() {
    RgbImage image = pixels(0xc86432, 0x777777);
    assertThat(new Saturation(1).apply(image, new Script(0))).isEqualTo(pixels(0x7c7c7c, 0x777777));
    // 124.2 + 0.5 * (75.8, -24.2, -74.2) = (162.1, 112.1, 87.1)
    assertThat(new Saturation(0.5).apply(image, new Script(0)))
        .isEqualTo(pixels(0xa27057, 0x777777));
    // 124.2 + 1.5 * (75.8, -24.2, -74.2) = (237.9, 87.9, 12.9)
    assertThat(new Saturation(0.5).apply(image, new Script(1)))
        .isEqualTo(pixels(0xee580d, 0x777777));
  }

  @Test
  void hueGoesRoundTheWheel() {
    RgbImage image = pixels(0xff0000, 0x00ff00, 0x0000ff, 0x808080, 0x000000);
    assertThat(new Hue(Range.only(120)).apply(image, new Script(0)))
        .isEqualTo(pixels(0x00ff00, 0x0000ff, 0xff0000, 0x808080, 0x000000));
    assertThat(new Hue(Range.only(-60)).apply(image, new Script(0)))
        .isEqualTo(pixels(0xff00ff, 0xffff00, 0x00ffff, 0x808080, 0x000000));
  }

  @Property(tries = 100)
  void hueIsThatOfTheJdk(
      @ForAll @DoubleRange(min = -180, max = 180) double degrees, @ForAll long seed) {
    requireHueOfTheJdk(degrees, seed);
  }

  /** Has a pixel that is turned to red, or just below. */
  @Test
  void hueIsThatOfTheJdkAtRed() {
    requireHueOfTheJdk(-1, -1152495);
  }

  /** The JDK has its own conversion, which gives black where a hue just below 0 rounds to 1. */
  private static void requireHueOfTheJdk(double degrees, long seed) {
    RgbImage image = Pictures.noise(9, 5, seed);
    RgbImage turned = new Hue(Range.only(degrees)).apply(image, new Script(0));
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 9; x++) {
        int rgb = image.rgb(x, y);
        float[] hsb = Color.RGBtoHSB(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff, null);
        float hue = (float) (hsb[0] + degrees / 360 + 1) % 1;
        int wanted = Color.HSBtoRGB(hue, hsb[1], hsb[2]);
        for (int shift = 0; shift <= 16; shift += 8) {
          assertThat(turned.rgb(x, y) >> shift & 0xff).isCloseTo(wanted >> shift & 0xff, within(1));
        }
      }
    }
  }

  @Property
  void aTurnOfNothingChangesNoColour(@ForAll long seed) {
    RgbImage image = Pictures.noise(20, 20, seed);
    assertThat(new Hue(0).apply(image, new Script(0))).isEqualTo(image);
    assertThat(new Saturation(0).apply(image, new Script(0))).isEqualTo(image);
    assertThat(new Contrast(0).apply(image, new Script(0))).isEqualTo(image);
  }

  @Test
  void impossibleRangesAreRefused() {
    refused(() -> new Brightness(1.1), "the factor of a brightness must be within 0.0..4.0");
    refused(() -> new Contrast(new Range(1, 5)), "within 0.0..4.0, not 1.0..5.0");
    refused(() -> new Saturation(2), "within 0.0..4.0");
    refused(() -> new Hue(181), "within -180.0..180.0");
    refused(() -> new GaussianBlur(51), "within 0.0..50.0");
    refused(() -> new Defocus(26), "within 0.0..25.0");
    refused(() -> new SensorNoise(new Range(9, 10), Range.only(0)), "within 10.0..");
    refused(() -> new SensorNoise(Range.only(10), Range.only(-1)), "within 0.0..");
    refused(() -> new JpegArtefacts(0, 50), "within 1.0..100.0, not 0.0..50.0");
    refused(() -> new JpegArtefacts(60, 50), "from 60.0 to 50.0");
    Stains stains = Stains.ROMANOWSKY;
    refused(() -> new StainJitter(stains, new Range(-1, 1), Range.only(0)), "within 0.0..4.0");
    refused(() -> new StainJitter(stains, Range.only(1), Range.only(2)), "within -1.0..1.0");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static RgbImage pixels(int... rgb) {
    return Pictures.of(rgb.length, 1, (x, y) -> rgb[x]);
  }
}
