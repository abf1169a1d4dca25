package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
  /** A picture that is made of cosines has the bits of those with a positive share. */
  @Test
  void bitsAreTheSignsOfTheCosineCoefficients() {
    Random random = new Random(5);
    long expected = 0;
    float[] picture = new float[32 * 32];
    for (int v = 1; v <= 8; v++) {
      for (int u = 1; u <= 8; u++) {
        boolean positive = random.nextBoolean();
        expected |= positive ? 1L << (8 * (v - 1) + u - 1) : 0;
        add(picture, v, u, positive ? 1 : -1);
      }
    }
    // What the hash leaves out: the mean, slopes along one direction, and higher frequencies.
    add(picture, 0, 0, 50);
    add(picture, 0, 3, 20);
    add(picture, 5, 0, -20);
    add(picture, 9, 4, 20);
    add(picture, 2, 12, -20);

    assertThat(PerceptualHash.of(picture)).isEqualTo(expected);
  }

  private static void add(float[] picture, int v, int u, double amplitude) {
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        double vertical = Math.cos(Math.PI / 32 * (y + 0.5) * v);
        double horizontal = Math.cos(Math.PI / 32 * (x + 0.5) * u);
        picture[32 * y + x] += (float) (amplitude * vertical * horizontal);
      }
    }
  }

  @Test
  void distanceCountsDifferentBits() {
    assertThat(PerceptualHash.distance(0b1011, 0b0110)).isEqualTo(3);
    assertThat(PerceptualHash.distance(-1, 0)).isEqualTo(64);
  }
}
