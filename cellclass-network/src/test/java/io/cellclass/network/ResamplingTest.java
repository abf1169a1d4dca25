package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.cellclass.Frame;
import io.cellclass.RgbImage;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  /** Rounding of a few float32 sums of values up to 255. */
  private static final Offset<Float> ROUNDING = within(1e-4f);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void anImageOfTheRightSizeIsCopied() {
    RgbImage image = noise(5, 5, 1);
    float[] result = whole(image, 5);
    byte[] bytes = image.bytes();
    for (int i = 0; i < bytes.length; i++) {
      assertThat(result[i]).isEqualTo(bytes[i] & 0xff);
    }
  }

  /**
   * At half the size the triangle reaches 2 pixels to each side of a border between pixels: 1, 3,
   * 3, 1 eighths.
   */
  @Test
  void halvingWeighsFourPixels() {
    RgbImage image = grey(8, 8, (x, y) -> new int[] {10, 50, 90, 250, 30, 0, 200, 7}[x]);
    float[] result = whole(image, 4);
    assertThat(red(result, 4, 1, 0)).isCloseTo((50 + 3 * 90 + 3 * 250 + 30) / 8f, ROUNDING);
    assertThat(red(result, 4, 2, 3)).isCloseTo((250 + 3 * 30 + 3 * 0 + 200) / 8f, ROUNDING);
    // Beyond the border stands the border's own pixel again.
    assertThat(red(result, 4, 0, 1)).isCloseTo((10 + 3 * 10 + 3 * 50 + 90) / 8f, ROUNDING);
    assertThat(red(result, 4, 3, 1)).isCloseTo((0 + 3 * 200 + 3 * 7 + 7) / 8f, ROUNDING);
  }

  @Test
  void halvingARampGivesTheMeanOfEachPair() {
    RgbImage image = grey(16, 16, (x, y) -> 10 * y);
    float[] result = whole(image, 8);
    for (int y = 1; y < 7; y++) {
      assertThat(red(result, 8, 3, y)).isCloseTo(20 * y + 5, ROUNDING);
    }
  }

  /** At twice the size the new centres lie a quarter of a pixel beside the old: 3/4 and 1/4. */
  @Test
  void doublingInterpolates() {
    RgbImage image = grey(2, 2, (x, y) -> 100 * x + 10 * y);
    float[] row = whole(image, 4);
    assertThat(red(row, 4, 0, 0)).isCloseTo(0, ROUNDING);
    assertThat(red(row, 4, 1, 0)).isCloseTo(25, ROUNDING);
    assertThat(red(row, 4, 2, 0)).isCloseTo(75, ROUNDING);
    assertThat(red(row, 4, 3, 0)).isCloseTo(100, ROUNDING);
    assertThat(red(row, 4, 1, 1)).isCloseTo(25 + 2.5f, ROUNDING);
  }

  @Test
  void beyondTheBorderTheImageIsMirrored() {
    RgbImage image = grey(3, 3, (x, y) -> 50 * x + y);
    float[] result = new Resampling(image, new Frame(-3, -3, 9, 9), 9).resample();
    int[] reflected = {2, 1, 0, 0, 1, 2, 2, 1, 0};
    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 9; x++) {
        assertThat(red(result, 9, x, y)).isCloseTo(50 * reflected[x] + reflected[y], ROUNDING);
      }
    }
  }

  @Test
  void theChannelsStayApart() {
    RgbImage image = RgbImage.of(1, 1, new byte[] {10, 20, (byte) 200});
    assertThat(whole(image, 2)).containsExactly(10, 20, 200, 10, 20, 200, 10, 20, 200, 10, 20, 200);
  }

  @Test
  void columnsAndRowsAreStretchedEachByItsOwnFactor() {
    float[] wide = whole(grey(40, 2, (x, y) -> 200 * y), 2);
    assertThat(red(wide, 2, 0, 0)).isCloseTo(0, ROUNDING);
    assertThat(red(wide, 2, 1, 1)).isCloseTo(200, ROUNDING);
  }

  @Test
  void aTallImageTakesMemoryForAWindowOfItsRows() {
    RgbImage image = grey(1, 200_000, (x, y) -> y / 1000);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    float[] result = whole(image, 100);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
    assertThat(red(result, 100, 50, 50)).isCloseTo(100.5f, within(0.01f));
  }

  @Property(tries = 200)
  void aConstantImageStaysConstant(
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @DoubleRange(min = -500, max = 500) double x,
      @ForAll @DoubleRange(min = 0.01, max = 500) double side) {
    RgbImage image = grey(width, height, (column, row) -> 77);
    for (float value : new Resampling(image, new Frame(x, -x, side, side / 2), size).resample()) {
      assertThat(value).isCloseTo(77, within(1e-3f));
    }
  }

  @Property(tries = 200)
  void noValueLeavesTheImagesRange(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll @IntRange(min = 1, max = 50) int height,
      @ForAll @IntRange(min = 1, max = 40) int size) {
    for (float value : whole(noise(width, height, seed), size)) {
      assertThat(value).isBetween(-1e-3f, 255.001f);
    }
  }

  /** Up to what the triangle sees twice near the border, a reduction keeps the mean. */
  @Property(tries = 50)
  void aReductionByAWholeFactorKeepsTheMean(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int factor) {
    RgbImage image = noise(10 * factor, 10 * factor, seed);
    double sum = 0;
    for (byte value : image.bytes()) {
      sum += value & 0xff;
    }
    double reduced = 0;
    for (float value : whole(image, 10)) {
      reduced += value;
    }
    assertThat(reduced / 300).isCloseTo(sum / image.bytes().length, within(1e-3));
  }

  private static float[] whole(RgbImage image, int size) {
    return new Resampling(image, new Frame(0, 0, image.width(), image.height()), size).resample();
  }

  private static float red(float[] result, int size, int x, int y) {
    return result[3 * (size * y + x)];
  }

  private static RgbImage grey(int width, int height, IntBinaryOperator value) {
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) value.applyAsInt(i / 3 % width, i / 3 / width);
    }
    return RgbImage.of(width, height, bytes);
  }

  private static RgbImage noise(int width, int height, long seed) {
    byte[] bytes = new byte[3 * width * height];
    new Random(seed).nextBytes(bytes);
    return RgbImage.of(width, height, bytes);
  }
}
