package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Flips and right angles move whole pixels and change none. */
class ExactMovesTest {
  @Property
  void aFlipMirrorsAndTwoAreNone(
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll long seed) {
    RgbImage image = Pictures.noise(width, height, seed);
    RgbImage mirrored = new HorizontalFlip().apply(image, new Script());
    assertThat(mirrored)
        .isEqualTo(Pictures.of(width, height, (x, y) -> image.rgb(width - 1 - x, y)));
    assertThat(new HorizontalFlip().apply(mirrored, new Script())).isEqualTo(image);
    RgbImage upsideDown = new VerticalFlip().apply(image, new Script());
    assertThat(upsideDown)
        .isEqualTo(Pictures.of(width, height, (x, y) -> image.rgb(x, height - 1 - y)));
    assertThat(new VerticalFlip().apply(upsideDown, new Script())).isEqualTo(image);
    assertThat(new HorizontalFlip().then(new HorizontalFlip()).apply(image, new Script()))
        .isSameAs(image);
  }

  @Property
  void rightAnglesTurnASquareAndFourAreNone(
      @ForAll @IntRange(min = 1, max = 30) int side, @ForAll long seed) {
    RgbImage image = Pictures.noise(side, side, seed);
    int last = side - 1;
    assertThat(turned(image, 0)).isSameAs(image);
    assertThat(turned(image, 1))
        .isEqualTo(Pictures.of(side, side, (x, y) -> image.rgb(last - y, x)));
    assertThat(turned(image, 2))
        .isEqualTo(Pictures.of(side, side, (x, y) -> image.rgb(last - x, last - y)));
    assertThat(turned(image, 3))
        .isEqualTo(Pictures.of(side, side, (x, y) -> image.rgb(y, last - x)));
    assertThat(turned(turned(turned(turned(image, 1), 1), 1), 1)).isEqualTo(image);
  }

  /** Of four columns the middle two fill the height of two; the rest of the width is mirrored. */
  @Test
  void aQuarterTurnOfAnOblongKeepsItsSize() {
    RgbImage image = letters("abcd", "efgh");
    assertThat(turned(image, 1)).isEqualTo(letters("gcgc", "fbfb"));
    assertThat(turned(image, 3)).isEqualTo(letters("bfbf", "cgcg"));
    assertThat(turned(image, 2)).isEqualTo(letters("hgfe", "dcba"));
  }

  /** The centre is between two pixels in one direction only: whole pixels still. */
  @Test
  void aQuarterTurnOfAnOddOblongInventsNoColour() {
    RgbImage image = letters("abc", "def");
    assertThat(turned(image, 1)).isEqualTo(letters("beb", "ada"));
    assertThat(new RightAngles().withBorder(BorderMode.BLACK).apply(image, new Script(1)))
        .isEqualTo(letters("be ", "ad "));
  }

  @Test
  void flipsAndRightAnglesTogetherHaveEightViews() {
    RgbImage image = Pictures.noise(7, 7, 1);
    Set<RgbImage> views = new HashSet<>();
    for (int epoch = 0; epoch < 300; epoch++) {
      views.add(
          new HorizontalFlip()
              .withProbability(0.5)
              .then(new RightAngles())
              .apply(image, RandomStreams.of(3, epoch, "x")));
    }
    assertThat(views).hasSize(8);
  }

  private static RgbImage turned(RgbImage image, int quarters) {
    return new RightAngles().apply(image, new Script(quarters));
  }

  /** A pixel for each letter; a blank is black. */
  private static RgbImage letters(String... rows) {
    return Pictures.of(
        rows[0].length(),
        rows.length,
        (x, y) -> rows[y].charAt(x) == ' ' ? 0 : 0x010203 * rows[y].charAt(x) & 0xffffff);
  }
}
