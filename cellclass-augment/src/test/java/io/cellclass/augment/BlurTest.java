package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlurTest {
  /** Variances of bells add up. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.7, 3, 4.5})
  void aGaussianBlurWidensASpotByItsVariance(double sigma) {
    RgbImage spot = Pictures.spot(71, 71, 35, 35);
    RgbImage blurred = new GaussianBlur(Range.only(sigma)).apply(spot, new Script(0));
    // Faint tails are rounded to black.
    double widened = 2.5 * 2.5 + sigma * sigma;
    assertThat(variance(blurred)).isCloseTo(widened, within(0.05 * widened));
    // The height of a bell of this volume.
    assertThat(blurred.rgb(35, 35) & 0xff)
        .isCloseTo((int) Math.round(240 * 2.5 * 2.5 / widened), within(2));
  }

  private static double variance(RgbImage image) {
    double sum = 0;
    double squares = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        double light = image.rgb(x, y) & 0xff;
        sum += light;
        squares += light * Math.pow(x - 35, 2);
      }
    }
    return squares / sum;
  }

  /** A light in focus becomes the disc; around it nothing. */
  @Test
  void aDefocusedPointIsADisc() {
    RgbImage point = Pictures.of(41, 41, (x, y) -> x == 20 && y == 20 ? 0xffffff : 0);
    RgbImage disc = new Defocus(Range.only(3)).apply(point, new Script(0));
    int inside = disc.rgb(20, 20) & 0xff;
    assertThat(inside).isCloseTo((int) Math.round(255 / (Math.PI * 9)), within(1));
    for (int y = 0; y < 41; y++) {
      for (int x = 0; x < 41; x++) {
        double distance = Math.hypot(x - 20, y - 20);
        if (distance <= 2.5) {
          assertThat(disc.rgb(x, y) & 0xff).isEqualTo(inside);
        } else if (distance >= 3.5) {
          assertThat(disc.rgb(x, y)).isZero();
        }
      }
    }
  }

  /**
   * The second moment of an even disc of radius R is R^2 / 4; here R is spread over a pixel, and
   * counts by its area.
   */
  @Property
  void theDiscIsEvenAndOfItsRadius(@ForAll @DoubleRange(min = 2, max = 25) double radius) {
    float[] disc = Defocus.disc(radius);
    int reach = ((int) Math.sqrt(disc.length) - 1) / 2;
    double sum = 0;
    double moment = 0;
    for (int i = 0; i < disc.length; i++) {
      sum += disc[i];
      moment += disc[i] * Math.pow(i % (2 * reach + 1) - reach, 2);
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    double square = radius * radius;
    double wanted = (square * square + square / 2 + 1 / 80.0) / (square + 1 / 12.0) / 4;
    // A disc of two pixels is coarse.
    assertThat(moment).isCloseTo(wanted, within(0.07 * wanted));
  }

  /** A second implementation, pixel by pixel. */
  @Property(tries = 40)
  void aDefocusIsTheMeanOfWhatTheDiscCovers(
      @ForAll @DoubleRange(min = 0.6, max = 9) double radius, @ForAll long seed) {
    RgbImage image = Pictures.noise(23, 17, seed);
    RgbImage blurred = new Defocus(Range.only(radius)).apply(image, new Script(0));
    float[] disc = Defocus.disc(radius);
    int side = (int) Math.round(Math.sqrt(disc.length));
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 23; x++) {
        double sum = 0;
        for (int i = 0; i < disc.length; i++) {
          int column = mirrored(x + i % side - side / 2, 23);
          int row = mirrored(y + i / side - side / 2, 17);
          sum += disc[i] * (image.rgb(column, row) >> 8 & 0xff);
        }
        // Sums of floats in another order, rounded.
        assertThat((double) (blurred.rgb(x, y) >> 8 & 0xff)).isCloseTo(sum, within(0.51));
      }
    }
  }

  private static int mirrored(int position, int length) {
    int within = Math.abs(position);
    return within < length ? within : 2 * (length - 1) - within;
  }

  @Test
  void nothingBelowTheSmallestBlurChanges() {
    RgbImage image = Pictures.noise(9, 9, 1);
    assertThat(new GaussianBlur(Range.only(0.05)).apply(image, new Script(0))).isSameAs(image);
    assertThat(new Defocus(Range.only(0.5)).apply(image, new Script(0))).isSameAs(image);
  }

  @Property(tries = 50)
  void aPlainImageStaysPlain(@ForAll @DoubleRange(min = 0, max = 1) double strength) {
    RgbImage plain = Pictures.plain(13, 8, 0x4080f1);
    assertThat(new GaussianBlur(20).apply(plain, new Script(strength))).isEqualTo(plain);
    assertThat(new Defocus(20).apply(plain, new Script(strength))).isEqualTo(plain);
  }
}
