package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final RgbImage BLACK = grey(0);

  /** Adds to the grey of an image. */
  private record Add(int amount) implements Augmentation {
    @Override
    public RgbImage apply(RgbImage image, RandomGenerator random) {
      return grey((image.rgb(0, 0) & 0xff) + amount);
    }
  }

  /** Multiplies the grey of an image. */
  private record Times(int factor) implements Augmentation {
    @Override
    public RgbImage apply(RgbImage image, RandomGenerator random) {
      return grey((image.rgb(0, 0) & 0xff) * factor);
    }
  }

  @Test
  void thenAppliesInOrder() {
    Augmentation both = new Add(3).then(new Times(5));

    assertThat(both.apply(BLACK, RandomStreams.of(1, 1, "x"))).isEqualTo(grey(15));
    assertThat(new Times(5).then(new Add(3)).apply(BLACK, RandomStreams.of(1, 1, "x")))
        .isEqualTo(grey(3));
  }

  @Test
  void sequencesAreFlatHoweverTheyArePutTogether() {
    Augmentation a = new Add(1);
    Augmentation b = new Times(2);
    Augmentation c = new Add(3);
    String flat =
        "AugmentationSequence[steps=[Add[amount=1], Times[factor=2], Add[amount=3], Times[factor=2]]]";

    assertThat(a.then(b).then(c).then(b)).hasToString(flat);
    assertThat(a.then(b.then(c.then(b)))).hasToString(flat);
    assertThat(a.then(b).then(c.then(b))).hasToString(flat);
    assertThat(a.then(b).then(c.then(b)).apply(BLACK, RandomStreams.of(1, 1, "x")))
        .isEqualTo(grey(10));
  }

  /** Adds amounts that follow each other at once. */
  private record Sum(int amount) implements Augmentation {
    @Override
    public RgbImage apply(RgbImage image, RandomGenerator random) {
      return new Add(amount).apply(image, random);
    }

    @Override
    public Augmentation then(Augmentation next) {
      return next instanceof Sum sum ? new Sum(amount + sum.amount) : Augmentation.super.then(next);
    }
  }

  @Test
  void stepsThatCanBeOneAreOneInsideSequencesToo() {
    Augmentation times = new Times(2);

    assertThat(times.then(new Sum(1)).then(new Sum(2)).then(times))
        .hasToString(
            "AugmentationSequence[steps=[Times[factor=2], Sum[amount=3], Times[factor=2]]]");
    assertThat(times.then(new Sum(1)).then(new Sum(2).then(times)))
        .isEqualTo(times.then(new Sum(3)).then(times));
    assertThat(new Sum(1).then(new Sum(2).then(times))).isEqualTo(new Sum(3).then(times));
  }

  @Property(tries = 30)
  void withProbabilityAppliesInThatShareOfCases(
      @ForAll @DoubleRange(min = 0, max = 1) double probability, @ForAll long seed) {
    Augmentation sometimes = new Add(1).withProbability(probability);

    int changed = 0;
    for (int i = 0; i < 2000; i++) {
      RgbImage image = sometimes.apply(BLACK, RandomStreams.of(seed, i, "x"));
      changed += image.equals(BLACK) ? 0 : 1;
    }

    // Six standard errors at most: 6 * sqrt(0.25 / 2000).
    assertThat(changed / 2000.0).isCloseTo(probability, within(0.068));
  }

  @Property
  void probabilityZeroIsNeverAndOneIsAlways(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed, 1, "x");

    assertThat(new Add(1).withProbability(0).apply(BLACK, random)).isSameAs(BLACK);
    assertThat(new Add(1).withProbability(1).apply(BLACK, random)).isEqualTo(grey(1));
  }

  @Property(tries = 30)
  void oneOfChoosesEachEquallyOften(@ForAll long seed) {
    Augmentation choice = Augmentation.oneOf(new Add(0), new Add(1), new Add(2));

    int[] counts = new int[3];
    for (int i = 0; i < 3000; i++) {
      counts[choice.apply(BLACK, RandomStreams.of(seed, i, "x")).rgb(0, 0) & 0xff]++;
    }

    // Six standard deviations: 6 * sqrt(3000 * 1/3 * 2/3).
    assertThat(counts[0]).isBetween(1000 - 155, 1000 + 155);
    assertThat(counts[1]).isBetween(1000 - 155, 1000 + 155);
  }

  @Property
  void equalGeneratorsGiveEqualImages(@ForAll long seed, @ForAll String sample) {
    Augmentation mixture =
        Augmentation.oneOf(new Add(1), new Add(2).withProbability(0.5)).then(new Times(3));

    assertThat(mixture.apply(BLACK, RandomStreams.of(seed, 1, sample)))
        .isEqualTo(mixture.apply(BLACK, RandomStreams.of(seed, 1, sample)));
  }

  @Test
  void textTellsWhatIsDone() {
    assertThat(Augmentation.oneOf(new Add(1), new Times(2)).withProbability(0.5).toString())
        .contains("Add[amount=1]", "Times[factor=2]", "probability=0.5");
  }

  @Test
  void impossibleProbabilitiesAndEmptyChoicesAreRefused() {
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new Add(1).withProbability(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[0, 1]");
    }
    assertThatThrownBy(Augmentation::oneOf)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  private static RgbImage grey(int value) {
    byte b = (byte) value;
    return RgbImage.of(1, 1, new byte[] {b, b, b});
  }
}
