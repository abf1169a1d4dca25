package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Pictures made by the law of Beer and Lambert from known amounts of known stains. */
class StainTest {
  /** The picture of amounts of two stains, a pixel for each. */
  static RgbImage stained(int width, int height, Stains stains, IntFunction<double[]> amounts) {
    return Pictures.of(
        width,
        height,
        (x, y) -> {
          double[] amount = amounts.apply(y * width + x);
          return level(amount, stains.first().red(), stains.second().red()) << 16
              | level(amount, stains.first().green(), stains.second().green()) << 8
              | level(amount, stains.first().blue(), stains.second().blue());
        });
  }

  private static int level(double[] amount, double first, double second) {
    return (int) Math.round(255 * Math.pow(10, -(amount[0] * first + amount[1] * second)));
  }

  @Property
  void aJitterChangesTheAmountsOfTheStains(
      @ForAll @DoubleRange(min = 0.05, max = 0.6) double first,
      @ForAll @DoubleRange(min = 0.05, max = 0.6) double second,
      @ForAll @DoubleRange(min = 0, max = 1) double chance,
      @ForAll @DoubleRange(min = 0, max = 1) double shift) {
    StainJitter jitter =
        new StainJitter(Stains.HAEMATOXYLIN_EOSIN, new Range(0.5, 1.5), new Range(0, 0.1));
    RgbImage before = stained(1, 1, Stains.HAEMATOXYLIN_EOSIN, i -> new double[] {first, second});
    RgbImage changed = jitter.apply(before, new Script(chance, 1 - chance, shift, 1 - shift));
    double[] wanted = {
      first * (0.5 + chance) + 0.1 * shift, second * (1.5 - chance) + 0.1 * (1 - shift)
    };
    RgbImage expected = stained(1, 1, Stains.HAEMATOXYLIN_EOSIN, i -> wanted);
    for (int place = 0; place <= 16; place += 8) {
      // Both pictures are rounded, and unmixing enlarges the error of the first.
      assertThat(changed.rgb(0, 0) >> place & 0xff)
          .isCloseTo(expected.rgb(0, 0) >> place & 0xff, within(2));
    }
  }

  @Test
  void aJitterOfNothingChangesNothingButBlack() {
    RgbImage image = Pictures.of(16, 16, (x, y) -> 0x010101 * Math.max(1, 16 * y + x));
    for (Stains stains : List.of(Stains.HAEMATOXYLIN_EOSIN, Stains.ROMANOWSKY)) {
      assertThat(
              new StainJitter(stains, Range.only(1), Range.only(0))
                  .apply(image, new Script(0, 0, 0, 0)))
          .isEqualTo(image);
    }
  }

  /** Pure pixels of each stain beside mixtures of both, and glass. */
  private static double[] amounts(int pixel, SplittableRandom random) {
    double one = 0.3 + random.nextDouble();
    double other = 0.3 + random.nextDouble();
    return switch (pixel % 4) {
      case 0 -> new double[] {one, 0};
      case 1 -> new double[] {0, other};
      case 2 -> new double[] {one, other};
      default -> new double[] {0.02, 0.02};
    };
  }

  static RgbImage slide(Stains stains, double firstScale, double secondScale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return stained(
        80,
        80,
        stains,
        pixel -> {
          double[] amounts = amounts(pixel, random);
          return new double[] {firstScale * amounts[0], secondScale * amounts[1]};
        });
  }

  @Test
  void macenkoFindsKnownStains() {
    Stains other = new Stains(new StainVector(0.55, 0.75, 0.3), new StainVector(0.2, 0.85, 0.45));
    for (Stains stains : List.of(Stains.HAEMATOXYLIN_EOSIN, Stains.ROMANOWSKY, other)) {
      Stains found = Stains.estimate(List.of(slide(stains, 0.8, 0.7, 1)));
      // Levels are whole numbers.
      assertThat(found.first().degreesTo(stains.first())).isLessThan(1.5);
      assertThat(found.second().degreesTo(stains.second())).isLessThan(1.5);
    }
  }

  @Test
  void macenkoBringsStainsAndAmountsToThoseOfTheReference() {
    Stains own = new Stains(new StainVector(0.55, 0.75, 0.3), new StainVector(0.2, 0.85, 0.45));
    RgbImage reference = slide(Stains.HAEMATOXYLIN_EOSIN, 0.8, 0.6, 1);
    RgbImage pale = slide(own, 0.5, 0.5, 2);
    RgbImage normalised = MacenkoNormalization.of(reference).apply(pale);
    MacenkoNormalization found = MacenkoNormalization.of(normalised);
    assertThat(found.stains().first().degreesTo(Stains.HAEMATOXYLIN_EOSIN.first())).isLessThan(2);
    assertThat(found.stains().second().degreesTo(Stains.HAEMATOXYLIN_EOSIN.second())).isLessThan(2);
    // The 99th percentile of 0.3 + u is nearly 1.3, of which half is in the mixtures.
    assertThat(found.first()).isCloseTo(0.8 * 1.3, within(0.04));
    assertThat(found.second()).isCloseTo(0.6 * 1.3, within(0.04));
    // The picture that the same amounts of the reference's stains make.
    RgbImage wanted = slide(Stains.HAEMATOXYLIN_EOSIN, 0.8, 0.6, 2);
    double difference = 0;
    for (int i = 0; i < wanted.bytes().length; i++) {
      difference += Math.abs((wanted.bytes()[i] & 0xff) - (normalised.bytes()[i] & 0xff));
    }
    assertThat(difference / wanted.bytes().length).isLessThan(3);
  }

  @Test
  void anImageWithoutTwoStainsIsLeftAsItIs() {
    MacenkoNormalization normalisation = new MacenkoNormalization(Stains.ROMANOWSKY, 1, 1);
    for (int rgb : new int[] {0xffffff, 0xf0f0f0, 0x804080, 0}) {
      RgbImage plain = Pictures.plain(20, 20, rgb);
      assertThat(normalisation.apply(plain)).isSameAs(plain);
      assertThatThrownBy(() -> MacenkoNormalization.of(plain))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("two colours", "20x20");
    }
  }

  @Test
  void impossibleStainsAreRefused() {
    assertThatThrownBy(() -> new StainVector(0, 0, 0)).hasMessageContaining("0.0, 0.0, 0.0");
    assertThatThrownBy(() -> new StainVector(-0.1, 1, 0)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> new StainVector(Double.NaN, 1, 0)).hasMessageContaining("NaN");
    StainVector eosin = Stains.HAEMATOXYLIN_EOSIN.second();
    assertThatThrownBy(() -> new Stains(eosin, eosin)).hasMessageContaining("must differ");
    assertThatThrownBy(() -> new MacenkoNormalization(Stains.ROMANOWSKY, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive");
  }

  /** The constants come from the training part; the validation part gives the same. */
  @Test
  void theStainsOfBloodSmearsAreThoseOfRealImages() throws IOException {
    Dataset cells = Datasets.open(Pictures.shared("data/pbc/val"));
    List<RgbImage> images = new ArrayList<>();
    for (int i = 0; i < cells.size(); i += 20) {
      images.add(cells.samples().get(i).image());
    }
    Stains found = Stains.estimate(images);
    assertThat(found.first().degreesTo(Stains.ROMANOWSKY.first())).isLessThan(1);
    assertThat(found.second().degreesTo(Stains.ROMANOWSKY.second())).isLessThan(1);
  }
}
