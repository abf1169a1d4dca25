package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.RgbImage;
import io.cellclass.testkit.FakeClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoadTest {
  private static final double ROUNDING = 1e-6;

  private static double score(Road road, Explanation explanation) {
    return road.score(FourByFour.classifier(), FourByFour.image(), explanation);
  }

  @Test
  void theScoreIsHalfOfWhatTheLeastImportantPixelsCostLess() {
    Explanation right = FourByFour.middle(4, 3, 2, 1);
    Road road = new Road(List.of(0.25), 0, 0);

    // Without the four the middle is light: the probability is 0. Without four of the others the
    // middle is untouched: it is 1.
    assertThat(score(road, right)).isCloseTo(0.5, within(ROUNDING));
    assertThat(score(road, FourByFour.middle(-4, -3, -2, -1))).isCloseTo(-0.5, within(ROUNDING));
  }

  @Test
  void theScoreIsTheMeanOverTheShares() {
    Explanation right = FourByFour.middle(4, 3, 2, 1);
    double one = score(new Road(List.of(0.125), 0, 0), right);
    double other = score(new Road(List.of(0.25), 0, 0), right);

    assertThat(score(new Road(List.of(0.125, 0.25), 0, 0), right))
        .isCloseTo((one + other) / 2, within(ROUNDING));
    assertThat(one).isBetween(0.0, 0.25);
  }

  @Test
  void theTruthScoresMoreThanItsOppositeAndThanNothing() {
    Heatmap truth = DarkDisc.truth();
    float[] opposite = truth.values();
    for (int i = 0; i < opposite.length; i++) {
      opposite[i] = -opposite[i];
    }
    double right = disc(truth);

    assertThat(right).isGreaterThan(0.2);
    assertThat(disc(Heatmap.of(24, 24, opposite))).isLessThan(-0.2);
    assertThat(disc(Heatmap.of(24, 24, new float[24 * 24]))).isCloseTo(0, within(0.1));
  }

  private static double disc(Heatmap map) {
    return Road.standard()
        .score(DarkDisc.classifier(), DarkDisc.image(2), DarkDisc.explanation(map));
  }

  @Test
  void imputedPixelsHaveNoiseOfTheGivenDeviation() {
    int side = 100;
    byte[] bytes = new byte[3 * side * side];
    Arrays.fill(bytes, (byte) 120);
    boolean[] removed = new boolean[side * side];
    Arrays.fill(removed, 0, side * side / 2, true);
    RgbImage image = RgbImage.of(side, side, bytes);

    byte[] imputed = Road.standard().imputed(image, removed, new SplittableRandom(7)).bytes();

    double squares = 0;
    for (int i = 0; i < bytes.length / 2; i++) {
      squares += Math.pow((imputed[i] & 0xff) - 120, 2);
    }
    // 0.01 of 255, and 1/12 for the rounding to levels; 15000 values know it to 0.6 %.
    assertThat(Math.sqrt(squares / 15000))
        .isCloseTo(Math.sqrt(2.55 * 2.55 + 1 / 12.0), within(0.08));
    assertThat(Arrays.copyOfRange(imputed, bytes.length / 2, bytes.length))
        .containsOnly((byte) 120);
  }

  @Test
  void noiseStaysOnTheScale() {
    byte[] bytes = new byte[3 * 64];
    Arrays.fill(bytes, 96, 192, (byte) 255);
    boolean[] removed = new boolean[64];
    Arrays.fill(removed, 0, 16, true);
    Arrays.fill(removed, 48, 64, true);

    byte[] imputed =
        new Road(List.of(0.5), 0.02, 0)
            .imputed(RgbImage.of(8, 8, bytes), removed, new SplittableRandom(1))
            .bytes();

    for (int i = 0; i < 48; i++) {
      assertThat(imputed[i] & 0xff).isLessThan(80);
      assertThat(imputed[191 - i] & 0xff).isGreaterThan(175);
    }
  }

  @Test
  void theSameMapHasTheSameScoreAlwaysAndCopiesAreJudgedByViewing() {
    Explanation truth = DarkDisc.explanation(DarkDisc.truth());
    Road road = new Road(List.of(0.1, 0.9), 0.2, 11);
    double once = road.score(DarkDisc.classifier(), DarkDisc.image(4), truth);

    assertThat(road.score(DarkDisc.onlyViewing(DarkDisc.classifier()), DarkDisc.image(4), truth))
        .isEqualTo(once);
    assertThat(new Road(List.of(0.1, 0.9), 0.2, 12))
        .satisfies(
            other ->
                assertThat(other.score(DarkDisc.classifier(), DarkDisc.image(4), truth))
                    .isNotEqualTo(once));
  }

  @Test
  void anImageOfOnePixelKeepsIt() {
    assertThat(
            Road.standard()
                .score(
                    FakeClassifier.hashing(DarkDisc.LABELS),
                    RgbImage.of(1, 1, new byte[3]),
                    DarkDisc.explanation(Heatmap.of(1, 1, 1))))
        .isZero();
  }

  @Test
  void sharesAndNoiseThatMakeNoSenseAreRefused() {
    for (List<Double> shares :
        List.of(List.<Double>of(), List.of(0.0), List.of(0.5, 1.0), List.of(Double.NaN))) {
      assertThatThrownBy(() -> new Road(shares, 0, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected shares between 0 and 1");
    }
    assertThatThrownBy(() -> new Road(List.of(0.5), -0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected noise from 0 up, found -0.1");
  }
}
