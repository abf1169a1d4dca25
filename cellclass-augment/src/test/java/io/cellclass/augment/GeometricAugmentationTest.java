package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each step moves a spot of light to where geometry says. */
class GeometricAugmentationTest {
  // Positions rounded to 1/32 pixel and values to whole levels, on a spot some pixels wide.
  private static final Offset<Double> SUBPIXEL = within(0.06);

  // The centre of the pictures, between the 40th and the 41st row.
  private static final double X = 50;
  private static final double Y = 40.5;

  private static double[] moved(double x, double y, GeometricAugmentation step, double... chance) {
    RgbImage image = Pictures.spot(101, 82, X + x, Y + y);
    double[] centre = Pictures.centreOfLight(step.apply(image, new Script(chance)));
    return new double[] {centre[0] - X, centre[1] - Y};
  }

  @Property(tries = 60)
  void aRotationTurnsCounterClockwise(@ForAll @DoubleRange(min = 0, max = 1) double chance) {
    double[] spot = moved(24, 0, new Rotation(180), chance);
    double angle = Math.toRadians(-180 + 360 * chance);
    // Rows run down, so that what turns to the left rises.
    assertThat(spot[0]).isCloseTo(24 * Math.cos(angle), SUBPIXEL);
    assertThat(spot[1]).isCloseTo(-24 * Math.sin(angle), SUBPIXEL);
  }

  @Property(tries = 60)
  void aRotationStaysWithinItsRange(
      @ForAll @DoubleRange(min = 0, max = 90) double most, @ForAll long seed) {
    RgbImage image = Pictures.spot(101, 82, X + 24, Y);
    double[] spot =
        Pictures.centreOfLight(new Rotation(most).apply(image, RandomStreams.of(seed, 1, "x")));
    double degrees = Math.toDegrees(Math.atan2(Y - spot[1], spot[0] - X));
    // What a sixteenth of a pixel is, seen from 24 pixels away.
    assertThat(Math.abs(degrees)).isLessThanOrEqualTo(most + 0.15);
  }

  @Property(tries = 60)
  void aZoomMultipliesDistancesFromTheCentre(@ForAll @DoubleRange(min = 0, max = 1) double chance) {
    double[] spot = moved(-16, 12, new Zoom(0.3), chance);
    double factor = 0.7 + 0.6 * chance;
    assertThat(spot[0]).isCloseTo(-16 * factor, SUBPIXEL);
    assertThat(spot[1]).isCloseTo(12 * factor, SUBPIXEL);
  }

  @Property(tries = 60)
  void aShearMovesRowsAlongThemselves(@ForAll @DoubleRange(min = 0, max = 1) double chance) {
    double[] spot = moved(3, 20, new Shear(0.5), chance);
    assertThat(spot[0]).isCloseTo(3 + 20 * (chance - 0.5), SUBPIXEL);
    assertThat(spot[1]).isCloseTo(20, SUBPIXEL);
  }

  @Property(tries = 60)
  void aTranslationMovesBySharesOfWidthAndHeight(
      @ForAll @DoubleRange(min = 0, max = 1) double right,
      @ForAll @DoubleRange(min = 0, max = 1) double down) {
    double[] spot = moved(0, 0, new Translation(0.25), right, down);
    assertThat(spot[0]).isCloseTo(101 * (0.5 * right - 0.25), SUBPIXEL);
    assertThat(spot[1]).isCloseTo(82 * (0.5 * down - 0.25), SUBPIXEL);
  }

  /** By hand: up 20, turned to the left by 90 degrees is left 20, flipped is right 20. */
  @Test
  void stepsFollowEachOtherInOrder() {
    GeometricAugmentation left = new Rotation(Range.only(90));
    assertThat(moved(0, -20, left, 0.5)).containsExactly(new double[] {-20, 0}, SUBPIXEL);
    GeometricAugmentation both =
        (GeometricAugmentation) left.then(new HorizontalFlip()).then(new Zoom(Range.only(1.2)));
    assertThat(moved(0, -20, both, 0.5, 0.5)).containsExactly(new double[] {24, 0}, SUBPIXEL);
  }

  @Test
  void aProbabilityOf0MovesNothingAndAChoiceTakesOne() {
    GeometricAugmentation right = new Translation(Range.only(0.1), Range.only(0));
    assertThat(moved(0, 0, right.withProbability(0), 0.5))
        .containsExactly(new double[] {0, 0}, SUBPIXEL);
    assertThat(moved(0, 0, right.withProbability(0.6), 0.5, 0.5, 0.5))
        .containsExactly(new double[] {10.1, 0}, SUBPIXEL);
    GeometricAugmentation choice = GeometricAugmentation.oneOf(right, new Zoom(Range.only(2)));
    assertThat(moved(8, 0, choice, 0, 0.5, 0.5)).containsExactly(new double[] {18.1, 0}, SUBPIXEL);
    assertThat(moved(8, 0, choice, 1, 0.5)).containsExactly(new double[] {16, 0}, SUBPIXEL);
  }

  @Test
  void impossibleRangesAreRefused() {
    assertThatThrownBy(() -> new Rotation(181))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the degrees of a rotation must be within -180.0..180.0, not -181.0..181.0");
    assertThatThrownBy(() -> new Zoom(0.8)).hasMessageContaining("0.25..4.0");
    assertThatThrownBy(() -> new Zoom(new Range(0, 1))).hasMessageContaining("0.25..4.0");
    assertThatThrownBy(() -> new Shear(1.1)).hasMessageContaining("-1.0..1.0");
    assertThatThrownBy(() -> new Translation(1.1)).hasMessageContaining("-1.0..1.0");
    assertThatThrownBy(() -> new Rotation(-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a distance must be 0 or more, not -3.0");
    assertThatThrownBy(() -> new Range(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 2.0 to 1.0");
    assertThatThrownBy(() -> new Range(Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Rotation(1).withProbability(1.1)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(GeometricAugmentation::oneOf).hasMessageContaining("at least one");
  }

  @Test
  void anImageBeyondWhatOpenCvCanAddressIsRefused() {
    RgbImage long1 = Pictures.plain(32_002, 1, 0);
    assertThatThrownBy(() -> new Rotation(Range.only(3)).apply(long1, new Script(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32002x1");
    assertThat(new HorizontalFlip().apply(long1, new Script())).isEqualTo(long1);
  }
}
