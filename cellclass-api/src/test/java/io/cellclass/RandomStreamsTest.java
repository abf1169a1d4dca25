package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  @Property
  void equalPurposesGiveEqualStreams(@ForAll long seed, @ForAll int epoch, @ForAll String sample) {
    var one = RandomStreams.of(seed, epoch, sample);
    var other = RandomStreams.of(seed, epoch, sample);

    for (int i = 0; i < 5; i++) {
      assertThat(one.nextLong()).isEqualTo(other.nextLong());
    }
  }

  @Property
  void everyPartOfThePurposeCounts(@ForAll long seed, @ForAll int epoch, @ForAll String sample) {
    assertThat(
            Set.of(
                RandomStreams.of(seed, epoch, sample).nextLong(),
                RandomStreams.of(seed + 1, epoch, sample).nextLong(),
                RandomStreams.of(seed, epoch + 1, sample).nextLong(),
                RandomStreams.of(seed, epoch, sample + "x").nextLong()))
        .hasSize(4);
  }

  @Test
  void neighbouringPurposesHaveUnrelatedFirstNumbers() {
    Set<Long> seen = new HashSet<>();
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      for (int epoch = 0; epoch < 10; epoch++) {
        for (int sample = 0; sample < 100; sample++) {
          var random = RandomStreams.of(seed, epoch, "cell" + sample);
          seen.add(random.nextLong());
          sum += random.nextDouble();
        }
      }
    }

    assertThat(seen).hasSize(10_000);
    // Five standard errors of the mean of 10,000 uniform numbers: 5 * sqrt(1/12) / 100.
    assertThat(sum / 10_000).isBetween(0.5 - 0.0145, 0.5 + 0.0145);
  }

  @Test
  void numbersStayTheSameFromReleaseToRelease() {
    // Computed apart, in Python, from the published SplitMix64: models are reproduced by it.
    assertThat(RandomStreams.of(1, 2, "cell").nextLong()).isEqualTo(1432241455469730021L);
  }
}
