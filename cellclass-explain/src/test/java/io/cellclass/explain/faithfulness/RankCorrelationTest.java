package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Heatmap;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static final double ROUNDING = 1e-12;

  private static Heatmap row(float... values) {
    return Heatmap.of(values.length, 1, values);
  }

  @Test
  void withoutTiesItIsSpearmansFormula() {
    // Ranks 1 2 3 4 5 against 2 1 4 5 3: squared differences 1 + 1 + 1 + 1 + 4; 1 - 6 * 8 / 120.
    assertThat(RankCorrelation.of(row(-7, 0, 1, 2, 100), row(5, 4, 7, 9, 6)))
        .isCloseTo(0.6, within(ROUNDING));
  }

  @Test
  void tiesShareTheMeanOfTheirRanks() {
    // Ranks less 1.5: -1.5 0 0 1.5 against -1.5 -0.5 0.5 1.5; 4.5 / √(4.5 * 5).
    assertThat(RankCorrelation.of(row(1, 2, 2, 4), row(10, 20, 30, 40)))
        .isCloseTo(0.9486832980505138, within(ROUNDING));
    assertThat(RankCorrelation.ranks(new double[] {3, 1, 3, 3, 0})).containsExactly(3, 1, 3, 3, 0);
  }

  @Test
  void theSameOrderIsOneAndTheOppositeOneMinusOne() {
    assertThat(RankCorrelation.of(row(1, 2, 3), row(-1, 0, 1e6f))).isCloseTo(1, within(ROUNDING));
    assertThat(RankCorrelation.of(row(1, 2, 3), row(3, 2, 1))).isCloseTo(-1, within(ROUNDING));
  }

  @Test
  void aConstantMapOrdersNothing() {
    float[] tenths = new float[130 * 97];
    Arrays.fill(tenths, 0.1f);
    Heatmap constant = Heatmap.of(130, 97, tenths);
    float[] rising = new float[tenths.length];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = i;
    }

    assertThat(RankCorrelation.of(constant, Heatmap.of(130, 97, rising))).isZero();
    assertThat(RankCorrelation.of(constant, constant)).isZero();
    assertThat(RankCorrelation.isConstant(constant)).isTrue();
    assertThat(RankCorrelation.isConstant(row(0, -0f))).isTrue();
    assertThat(RankCorrelation.isConstant(row(0, 1))).isFalse();
  }

  @Test
  void largeMapsAreComparedByTheMeansOfBlocks() {
    int side = 128;
    float[] smooth = new float[side * side];
    float[] rough = new float[side * side];
    for (int i = 0; i < smooth.length; i++) {
      int x = i % side;
      int y = i / side;
      smooth[i] = x / 2 + 64 * (y / 2);
      // A chessboard, which vanishes in the mean of 2x2 pixels.
      rough[i] = smooth[i] + ((x + y) % 2 == 0 ? 10000 : -10000);
    }

    assertThat(RankCorrelation.of(Heatmap.of(side, side, smooth), Heatmap.of(side, side, rough)))
        .isCloseTo(1, within(ROUNDING));
  }

  @Property(tries = 100)
  void itIsSymmetricBoundedAndBlindToStretching(@ForAll long seed) {
    Random random = new Random(seed);
    float[] first = new float[12];
    float[] second = new float[12];
    float[] stretched = new float[12];
    for (int i = 0; i < 12; i++) {
      first[i] = random.nextInt(5);
      second[i] = random.nextInt(5) - 2;
      stretched[i] = (float) Math.exp(second[i]);
    }
    Heatmap one = Heatmap.of(4, 3, first);
    Heatmap other = Heatmap.of(4, 3, second);
    double rho = RankCorrelation.of(one, other);

    assertThat(rho).isBetween(-1 - ROUNDING, 1 + ROUNDING);
    assertThat(RankCorrelation.of(other, one)).isCloseTo(rho, within(ROUNDING));
    assertThat(RankCorrelation.of(one, Heatmap.of(4, 3, stretched)))
        .isCloseTo(rho, within(ROUNDING));
  }

  @Test
  void otherSizesAreRefused() {
    assertThatThrownBy(() -> RankCorrelation.of(row(1, 2), row(1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected sizes that agree, found a map of 2x1 and a map of 3x1");
  }
}
