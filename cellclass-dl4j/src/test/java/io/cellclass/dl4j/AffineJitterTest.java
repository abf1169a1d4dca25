package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RgbImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where chance is a script, the picture that must come out is known pixel by pixel. */
class AffineJitterTest {
  private static final AffineJitter UPRIGHT = new AffineJitter(true, 0, 0, 0);
  private static final AffineJitter ANY_WAY_UP = new AffineJitter(false, 0, 0, 0);
  private static final double MIDDLE = 0.5;

  @Test
  void aJitterOfNothingLeavesTheImage() {
    RgbImage image = noise(7, 4);
    assertThat(UPRIGHT.apply(image, new Script(false, 0, MIDDLE, MIDDLE, MIDDLE))).isEqualTo(image);
    AffineJitter strong = new AffineJitter(false, 45, 0.5, 0.5);
    assertThat(strong.apply(image, new Script(false, 0, MIDDLE, MIDDLE, MIDDLE))).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource({"7, 4", "4, 7", "6, 6", "1, 1"})
  void mirroringExchangesLeftAndRight(int width, int height) {
    RgbImage image = noise(width, height);
    RgbImage mirrored = UPRIGHT.apply(image, new Script(true, 0, MIDDLE, MIDDLE, MIDDLE));
    assertThat(mirrored).isEqualTo(picture(width, height, (x, y) -> image.rgb(width - 1 - x, y)));
    assertThat(UPRIGHT.apply(mirrored, new Script(true, 0, MIDDLE, MIDDLE, MIDDLE)))
        .isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void rightAnglesMovePixelsAndChangeNone(int side) {
    RgbImage image = noise(side, side);
    int last = side - 1;
    assertThat(turned(image, 1)).isEqualTo(picture(side, side, (x, y) -> image.rgb(last - y, x)));
    assertThat(turned(image, 2))
        .isEqualTo(picture(side, side, (x, y) -> image.rgb(last - x, last - y)));
    assertThat(turned(image, 3)).isEqualTo(picture(side, side, (x, y) -> image.rgb(y, last - x)));
    assertThat(turned(turned(turned(turned(image, 1), 1), 1), 1)).isEqualTo(image);
  }

  private static RgbImage turned(RgbImage image, int rightAngles) {
    return ANY_WAY_UP.apply(image, new Script(false, rightAngles, MIDDLE, MIDDLE, MIDDLE));
  }

  /** Twice as large about the centre: half a pixel of the source for each pixel. */
  @Test
  void zoomEnlargesAboutTheCentre() {
    int side = 20;
    RgbImage ramp = grey(side, (x, y) -> 8 * x + 2 * y + 10);
    RgbImage zoomed =
        new AffineJitter(true, 0, 1, 0).apply(ramp, new Script(false, 0, 0.5, 1, 0.5));
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double sourceX = (x + 0.5 - 10) / 2 + 10 - 0.5;
        double sourceY = (y + 0.5 - 10) / 2 + 10 - 0.5;
        assertThat(zoomed.rgb(x, y) & 0xff)
            .as("%d, %d", x, y)
            .isEqualTo((int) Math.round(8 * sourceX + 2 * sourceY + 10));
      }
    }
  }

  @Test
  void brightnessScalesEveryChannelAndStopsAtWhite() {
    RgbImage image = picture(3, 1, (x, y) -> x == 0 ? 0x0a64c8 : x == 1 ? 0 : 0xf0fafe);
    AffineJitter jitter = new AffineJitter(true, 0, 0, 0.5);
    RgbImage brightest = jitter.apply(image, new Script(false, 0, MIDDLE, MIDDLE, 1));
    assertThat(brightest)
        .isEqualTo(picture(3, 1, (x, y) -> x == 0 ? 0x0f96ff : x == 1 ? 0 : 0xffffff));
    RgbImage darkest = jitter.apply(image, new Script(false, 0, MIDDLE, MIDDLE, 0));
    assertThat(darkest)
        .isEqualTo(picture(3, 1, (x, y) -> x == 0 ? 0x053264 : x == 1 ? 0 : 0x787d7f));
  }

  /** Beyond the border the image is mirrored, so nothing foreign comes in. */
  @Test
  void aPlainImageStaysPlainWhicheverWayItTurns() {
    RgbImage plain = picture(9, 5, (x, y) -> 0x123456);
    AffineJitter jitter = new AffineJitter(false, 45, 0.5, 0);
    for (int seed = 0; seed < 50; seed++) {
      assertThat(jitter.apply(plain, new SplittableRandom(seed))).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 30", "30, 1", "17, 5"})
  void theSizeIsKept(int width, int height) {
    AffineJitter jitter = new AffineJitter(false, 45, 0.9, 0.5);
    for (int seed = 0; seed < 20; seed++) {
      RgbImage image = jitter.apply(noise(width, height), new SplittableRandom(seed));
      assertThat(List.of(image.width(), image.height())).containsExactly(width, height);
    }
  }

  @Test
  void theGeneratorDecidesAll() {
    RgbImage image = noise(12, 10);
    AffineJitter jitter = new AffineJitter(false, 45, 0.1, 0.1);
    RgbImage first = jitter.apply(image, new SplittableRandom(5));
    assertThat(jitter.apply(image, new SplittableRandom(5))).isEqualTo(first);
    assertThat(jitter.apply(image, new SplittableRandom(6))).isNotEqualTo(first);
  }

  @Test
  void anUprightImageHasTwoViewsAndAnyOtherEight() {
    RgbImage image = noise(5, 5);
    Set<RgbImage> upright = new HashSet<>();
    Set<RgbImage> anyWayUp = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      upright.add(UPRIGHT.apply(image, new SplittableRandom(seed)));
      anyWayUp.add(ANY_WAY_UP.apply(image, new SplittableRandom(seed)));
    }
    assertThat(upright).hasSize(2).contains(image);
    assertThat(anyWayUp).hasSize(8).containsAll(upright);
  }

  private static RgbImage noise(int width, int height) {
    Random random = new Random(100L * width + height);
    return picture(width, height, (x, y) -> random.nextInt(1 << 24));
  }

  private static RgbImage grey(int side, IntBinaryOperator shade) {
    return picture(side, side, (x, y) -> 0x010101 * shade.applyAsInt(x, y));
  }

  private static RgbImage picture(int width, int height, IntBinaryOperator rgb) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int value = rgb.applyAsInt(i % width, i / width);
      bytes[3 * i] = (byte) (value >> 16);
      bytes[3 * i + 1] = (byte) (value >> 8);
      bytes[3 * i + 2] = (byte) value;
    }
    return RgbImage.of(width, height, bytes);
  }

  /** Says of angle, zoom and brightness, in this order, where in their range they are. */
  private static final class Script implements RandomGenerator {
    private final boolean mirrored;
    private final int rightAngles;
    private final Deque<Double> shares;

    Script(boolean mirrored, int rightAngles, double angle, double zoom, double brightness) {
      this.mirrored = mirrored;
      this.rightAngles = rightAngles;
      this.shares = new ArrayDeque<>(List.of(angle, zoom, brightness));
    }

    @Override
    public boolean nextBoolean() {
      return mirrored;
    }

    @Override
    public int nextInt(int bound) {
      return rightAngles;
    }

    @Override
    public double nextDouble() {
      return shares.remove();
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("not in the script");
    }
  }
}
