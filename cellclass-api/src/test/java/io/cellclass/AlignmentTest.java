package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
  @Test
  void correlationIsPearsons() {
    // By hand: deviations -1.5, -0.5, 0.5, 1.5 and -1.5, 0.5, -0.5, 1.5: 4 / 5.
    float[] one = {1, 2, 3, 4};
    float[] other = {10, 30, 20, 40};

    assertThat(Alignment.correlation(one, other)).isCloseTo(0.8, within(1e-6));
    assertThat(Alignment.correlation(one, new float[] {4, 3, 2, 1})).isCloseTo(-1, within(1e-6));
    assertThat(Alignment.correlation(one, new float[] {7, 7, 7, 7})).isZero();
  }

  /** Shift in units of half a side, then stretch, turn and shear around the middle. */
  @ParameterizedTest
  @CsvSource({
    "0,     0,     1,    1,    0,    0",
    "0.06,  0,     1,    1,    0,    0",
    "-0.05, 0.06,  1,    1,    0,    0",
    "0,     0,     0.93, 0.95, 0,    0",
    "0,     0,     1,    1,    0.08, -0.08",
    "0.03,  -0.04, 1.05, 1,    0.05, 0.02",
  })
  void aPictureThatWasMovedIsFoundAgain(
      double right, double down, double width, double height, double shear, double turn) {
    DoubleBinaryOperator scene = scene(4);
    float[] fixed = picture(scene, 32);
    float[] moving =
        picture(
            (x, y) ->
                scene.applyAsDouble(right + width * x + shear * y, down + turn * x + height * y),
            32);

    Alignment coarse = Alignment.of(fixed, moving, 32);

    // The border that the other picture lacks is left out; what remains is bilinear sampling.
    assertThat(coarse.correlation()).isBetween(0.98, 1 + 1e-9);
  }

  @Test
  void alignmentIsWhatMakesThemAlike() {
    DoubleBinaryOperator scene = scene(4);
    float[] fixed = picture(scene, 32);
    float[] moving = picture((x, y) -> scene.applyAsDouble(0.93 * x + 0.05, 0.93 * y - 0.05), 32);

    assertThat(Alignment.correlation(fixed, moving)).isLessThan(0.8);
    assertThat(Alignment.of(fixed, moving, 32).correlation()).isGreaterThan(0.98);
  }

  @Test
  void refinementGoesOnWithLargerPictures() {
    DoubleBinaryOperator scene = scene(4);
    DoubleBinaryOperator moved = (x, y) -> scene.applyAsDouble(0.93 * x + 0.05, 0.93 * y - 0.05);
    Alignment coarse = Alignment.of(picture(scene, 32), picture(moved, 32), 32);

    Alignment fine = coarse.refined(picture(scene, 64), picture(moved, 64), 64);

    assertThat(fine.correlation()).isBetween(0.99, 1 + 1e-9);
  }

  @Test
  void differentPicturesStayDifferent() {
    for (int i = 0; i < 50; i++) {
      Alignment alignment = Alignment.of(picture(scene(i), 32), picture(scene(1000 + i), 32), 32);

      assertThat(alignment.correlation()).isLessThan(0.7);
    }
  }

  @Test
  void aBlankPictureIsLikeNothing() {
    float[] blank = new float[32 * 32];

    assertThat(Alignment.of(blank, picture(scene(1), 32), 32).correlation()).isLessThanOrEqualTo(0);
    assertThat(Alignment.of(picture(scene(1), 32), blank, 32).correlation()).isLessThanOrEqualTo(0);
    assertThat(Alignment.of(blank, blank, 32).correlation()).isLessThanOrEqualTo(0);
  }

  /** Twenty waves of chance direction, some four pixels long at the least. */
  private static DoubleBinaryOperator scene(long seed) {
    Random random = new Random(seed);
    double[][] waves = new double[20][3];
    for (double[] wave : waves) {
      wave[0] = 11 * random.nextGaussian();
      wave[1] = 11 * random.nextGaussian();
      wave[2] = 6.3 * random.nextDouble();
    }
    return (x, y) -> {
      double value = 0;
      for (double[] wave : waves) {
        value += Math.cos(wave[0] * x + wave[1] * y + wave[2]);
      }
      return value;
    };
  }

  /** The scene in [-1, 1] x [-1, 1]. */
  private static float[] picture(DoubleBinaryOperator scene, int side) {
    float[] picture = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        picture[side * y + x] =
            (float) scene.applyAsDouble(2.0 * x / (side - 1) - 1, 2.0 * y / (side - 1) - 1);
      }
    }
    return picture;
  }
}
