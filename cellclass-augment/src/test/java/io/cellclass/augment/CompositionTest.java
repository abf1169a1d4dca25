package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Augmentation;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Geometric steps that follow each other are one map and one warp. */
class CompositionTest {
  @Provide
  Arbitrary<GeometricAugmentation> steps() {
    return Arbitraries.of(Catalogue.geometric())
        .filter(step -> step.border() == BorderMode.REFLECT_101);
  }

  @Property
  void theMapIsTheProductOfTheMaps(
      @ForAll("steps") GeometricAugmentation first,
      @ForAll("steps") GeometricAugmentation second,
      @ForAll @IntRange(min = 1, max = 500) int width,
      @ForAll @IntRange(min = 1, max = 500) int height,
      @ForAll long seed) {
    var random = RandomStreams.of(seed, 1, "x");
    double[][] product =
        product(
            matrix(first.draw(width, height, random)), matrix(second.draw(width, height, random)));
    Augmentation both = first.then(second);
    assertThat(both).isInstanceOf(GeometricAugmentation.class);
    AffineMap map =
        ((GeometricAugmentation) both).draw(width, height, RandomStreams.of(seed, 1, "x"));
    for (int row = 0; row < 3; row++) {
      // Rounding of doubles up to some hundreds.
      assertThat(matrix(map)[row]).containsExactly(product[row], within(1e-9));
    }
  }

  /** In homogeneous coordinates, as in any textbook. */
  private static double[][] matrix(AffineMap map) {
    return new double[][] {
      {map.xx(), map.xy(), map.x0()}, {map.yx(), map.yy(), map.y0()}, {0, 0, 1}
    };
  }

  private static double[][] product(double[][] first, double[][] then) {
    double[][] product = new double[3][3];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        for (int k = 0; k < 3; k++) {
          product[row][column] += then[row][k] * first[k][column];
        }
      }
    }
    return product;
  }

  @Property
  void theInverseBringsPointsBack(
      @ForAll("steps") GeometricAugmentation step,
      @ForAll @IntRange(min = -500, max = 500) int x,
      @ForAll @IntRange(min = -500, max = 500) int y,
      @ForAll long seed) {
    AffineMap map = step.draw(300, 200, RandomStreams.of(seed, 1, "x"));
    double movedX = map.x(x, y);
    double movedY = map.y(x, y);
    assertThat(map.inverse().x(movedX, movedY)).isCloseTo(x, within(1e-9));
    assertThat(map.inverse().y(movedX, movedY)).isCloseTo(y, within(1e-9));
  }

  /** There and back in two warps would blur the noise away. */
  @Test
  void anImageIsResampledOnce() {
    RgbImage noise = Pictures.noise(64, 51, 9);
    GeometricAugmentation there = new Rotation(Range.only(17));
    GeometricAugmentation back = new Rotation(Range.only(-17));
    assertThat(there.then(back).apply(noise, chance())).isEqualTo(noise);
    assertThat(back.apply(there.apply(noise, chance()), chance())).isNotEqualTo(noise);
    Augmentation same = new Brightness(Range.only(1));
    assertThat(same.then(there).then(back).then(same).apply(noise, chance())).isEqualTo(noise);
    assertThat(same.then(there.then(back.then(same))).apply(noise, chance())).isEqualTo(noise);
    assertThat(same.then(there).then(back.then(same)).apply(noise, chance())).isEqualTo(noise);
    assertThat(
            GeometricAugmentation.oneOf(there, there)
                .then(back.withProbability(1))
                .apply(noise, RandomStreams.of(1, 1, "x")))
        .isEqualTo(noise);
  }

  private static Script chance() {
    return new Script(0.5, 0.5, 0.5, 0.5);
  }

  @Test
  void otherBordersAreWarpsOfTheirOwn() {
    GeometricAugmentation white = new Rotation(Range.only(45)).withBorder(BorderMode.WHITE);
    GeometricAugmentation mirrored = new Zoom(Range.only(0.5));
    assertThat(white.then(mirrored)).isNotInstanceOf(GeometricAugmentation.class);
    assertThat(white.then(mirrored.withBorder(BorderMode.WHITE)))
        .isInstanceOf(GeometricAugmentation.class);
    assertThat(white.withBorder(BorderMode.REFLECT_101).then(mirrored))
        .isInstanceOf(GeometricAugmentation.class);
    RgbImage black = Pictures.plain(40, 40, 0);
    RgbImage both = white.then(mirrored).apply(black, chance());
    // The white corners of the turned image, and its black middle.
    assertThat(List.of(both.rgb(11, 11), both.rgb(20, 20))).containsExactly(0xffffff, 0);
    assertThatThrownBy(() -> GeometricAugmentation.oneOf(white, mirrored))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WHITE, REFLECT_101");
  }
}
