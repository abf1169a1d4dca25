package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RandomStreams;
import io.cellclass.dl4j.EpochOrder.Draw;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochOrderTest {
  /** Forty of the first class, seven of the second, two of the third. */
  private static final int[] UNEVEN =
      IntStream.range(0, 49).map(i -> i < 40 ? 0 : i < 47 ? 1 : 2).toArray();

  @ParameterizedTest
  @EnumSource(
      value = Balance.class,
      names = {"NONE", "WEIGHTS"})
  void everyImageComesOnce(Balance balance) {
    List<Draw> draws = draws(balance, 1);
    assertThat(draws)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 49).mapToObj(image -> new Draw(image, 0)).toList());
    assertThat(draws).isNotEqualTo(draws(balance, 2)).isEqualTo(draws(balance, 1));
    assertThat(draws.subList(0, 40)).as("mixed").anyMatch(draw -> UNEVEN[draw.image()] > 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void sampledClassesComeEquallyOftenAndImagesOnlyWhereNeededAgain(int epoch) {
    List<Draw> draws = draws(Balance.SAMPLING, epoch);
    assertThat(draws).hasSize(49).doesNotHaveDuplicates();
    for (int label = 0; label < 3; label++) {
      int wanted = label;
      int[] uses = new int[49];
      draws.stream().filter(draw -> UNEVEN[draw.image()] == wanted).forEach(d -> uses[d.image()]++);
      int share = Arrays.stream(uses).sum();
      assertThat(share).as("draws of class %d", label).isBetween(16, 17);
      int images = (int) Arrays.stream(UNEVEN).filter(c -> c == wanted).count();
      for (int image = 0; image < 49; image++) {
        if (UNEVEN[image] == label) {
          assertThat(uses[image]).isBetween(share / images, (share + images - 1) / images);
        }
      }
    }
    for (Draw draw : draws) {
      assertThat(
              draw.repetition() == 0
                  || draws.contains(new Draw(draw.image(), draw.repetition() - 1)))
          .as("%s counts on", draw)
          .isTrue();
    }
  }

  @Test
  void overTheEpochsAllImagesAreSampledAndAllClassesGetTheOddOne() {
    Set<Integer> images = new HashSet<>();
    Set<Integer> favoured = new HashSet<>();
    for (int epoch = 1; epoch <= 40; epoch++) {
      int[] counts = new int[3];
      for (Draw draw : draws(Balance.SAMPLING, epoch)) {
        images.add(draw.image());
        counts[UNEVEN[draw.image()]]++;
      }
      favoured.add(IntStream.range(0, 3).filter(c -> counts[c] == 17).findFirst().orElseThrow());
    }
    assertThat(images).hasSize(49);
    assertThat(favoured).containsExactlyInAnyOrder(0, 1, 2);
  }

  private static List<Draw> draws(Balance balance, int epoch) {
    return EpochOrder.of(UNEVEN, 3, balance, RandomStreams.of(1, epoch, "order"));
  }
}
