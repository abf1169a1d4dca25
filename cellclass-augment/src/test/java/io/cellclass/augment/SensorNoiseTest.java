package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorNoiseTest {
  /** Chi-squared against the probabilities {@code mean^k e^-mean / k!}. */
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.7, 3, 9.99, 10.01, 25, 140})
  void countsFollowPoisson(double mean) {
    int draws = 200_000;
    int[] counts = new int[400];
    Poisson poisson = new Poisson(mean);
    RandomGenerator random = RandomStreams.of(11, 1, "x");
    for (int i = 0; i < draws; i++) {
      counts[(int) poisson.draw(random)]++;
    }
    double probability = Math.exp(-mean);
    double statistic = 0;
    int cells = 0;
    for (int k = 0; k < counts.length; k++) {
      double expected = draws * probability;
      if (expected >= 8) {
        statistic += Math.pow(counts[k] - expected, 2) / expected;
        cells++;
      }
      probability *= mean / (k + 1);
    }
    // Five standard deviations above the mean of chi-squared.
    assertThat(statistic).isLessThan(cells + 5 * Math.sqrt(2.0 * cells));
    assertThat(cells).isGreaterThan(1);
  }

  @Test
  void noLightIsNoElectron() {
    assertThat(new Poisson(0).draw(RandomStreams.of(1, 1, "x"))).isZero();
  }

  @Test
  void logarithmsOfFactorialsAreThoseOfTheProducts() {
    BigDecimal factorial = BigDecimal.ONE;
    for (int n = 1; n <= 150; n++) {
      factorial = factorial.multiply(BigDecimal.valueOf(n), MathContext.DECIMAL64);
      assertThat(Poisson.logFactorial(n))
          .as("%d!", n)
          .isCloseTo(Math.log(factorial.doubleValue()), within(1e-9));
    }
  }

  /** The variance of light is light / electrons of white + (noise / electrons of white)^2. */
  @ParameterizedTest
  @CsvSource({"188, 500, 0", "188, 500, 20", "100, 1000, 0", "100, 1000, 10", "140, 300, 15"})
  void meanAndVarianceOfLightAreThoseOfTheSensor(int level, double white, double read) {
    RgbImage plain = Pictures.plain(300, 300, 0x010101 * level);
    SensorNoise noise = new SensorNoise(Range.only(white), Range.only(read));
    byte[] bytes = noise.apply(plain, RandomStreams.of(5, 1, "x")).bytes();
    double sum = 0;
    double squares = 0;
    for (byte value : bytes) {
      double light = light(value & 0xff);
      sum += light;
      squares += light * light;
    }
    double mean = sum / bytes.length;
    double variance = squares / bytes.length - mean * mean;
    double wanted = light(level) / white + Math.pow(read / white, 2);
    // 270,000 values: five standard errors, and rounding to levels.
    assertThat(mean).isCloseTo(light(level), within(5 * Math.sqrt(wanted / bytes.length) + 2e-4));
    assertThat(variance).isCloseTo(wanted, within(0.02 * wanted));
  }

  /** sRGB, as anyone writes it. */
  private static double light(int level) {
    double value = level / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  @Test
  void channelsAndPixelsAreIndependent() {
    RgbImage plain = Pictures.plain(200, 200, 0x808080);
    byte[] bytes =
        new SensorNoise(Range.only(300), Range.only(0))
            .apply(plain, RandomStreams.of(5, 1, "x"))
            .bytes();
    // The next channel, the next pixel, the next row.
    for (int distance : new int[] {1, 3, 600}) {
      double together = 0;
      double alone = 0;
      for (int i = 0; i + distance < bytes.length; i++) {
        together += ((bytes[i] & 0xff) - 128.0) * ((bytes[i + distance] & 0xff) - 128.0);
        alone += Math.pow((bytes[i] & 0xff) - 128.0, 2);
      }
      assertThat(together / alone).isCloseTo(0, within(0.02));
    }
  }

  @Test
  void muchLightIsNoNoise() {
    RgbImage image = Pictures.noise(30, 30, 3);
    SensorNoise none = new SensorNoise(Range.only(1e6), Range.only(0));
    byte[] bytes = none.apply(image, RandomStreams.of(1, 1, "x")).bytes();
    for (int i = 0; i < bytes.length; i++) {
      assertThat(bytes[i] & 0xff).isCloseTo(image.bytes()[i] & 0xff, within(2));
    }
  }
}
