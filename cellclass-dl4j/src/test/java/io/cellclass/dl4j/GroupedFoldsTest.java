package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GroupedFoldsTest {
  private static final ImageSource IMAGE = ImageSource.of("image", RgbImage.of(1, 1, new byte[3]));

  @RepeatedTest(50)
  void aGroupIsNeverDivided(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Sample> samples = samples(random, 1 + random.nextInt(200), 1 + random.nextInt(40));
    int folds = 2 + random.nextInt(5);
    int[] found = GroupedFolds.of(samples, folds, random.nextLong());
    assertThat(found).hasSize(samples.size());
    Map<String, Integer> byGroup = new HashMap<>();
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isBetween(0, folds - 1);
      Integer before = byGroup.putIfAbsent(samples.get(i).group(), found[i]);
      assertThat(before == null || before == found[i]).as(samples.get(i).group()).isTrue();
    }
  }

  @RepeatedTest(50)
  void samplesThatStandAloneAreSpreadEvenly(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Sample> samples = samples(random, 1 + random.nextInt(200), Integer.MAX_VALUE);
    int folds = 2 + random.nextInt(5);
    int[] found = GroupedFolds.of(samples, folds, random.nextLong());
    assertEven(new int[folds], found);
    for (Label label : samples.stream().map(Sample::label).distinct().toList()) {
      int[] ofLabel = new int[folds];
      for (int i = 0; i < found.length; i++) {
        ofLabel[found[i]] += samples.get(i).label().equals(label) ? 1 : 0;
      }
      assertThat(spread(ofLabel)).as("spread of %s", label).isLessThanOrEqualTo(1);
    }
  }

  private static void assertEven(int[] sizes, int[] folds) {
    for (int fold : folds) {
      sizes[fold]++;
    }
    assertThat(spread(sizes)).isLessThanOrEqualTo(1);
  }

  private static int spread(int[] counts) {
    return Arrays.stream(counts).max().orElseThrow() - Arrays.stream(counts).min().orElseThrow();
  }

  @Test
  void theSeedDecides() {
    List<Sample> samples = samples(new Random(1), 100, 30);
    int[] found = GroupedFolds.of(samples, 5, 7);
    assertThat(GroupedFolds.of(samples, 5, 7)).isEqualTo(found);
    assertThat(GroupedFolds.of(samples, 5, 8)).isNotEqualTo(found);
  }

  private static List<Sample> samples(Random random, int count, int groups) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String group = groups == Integer.MAX_VALUE ? "g" + i : "g" + random.nextInt(groups);
      Label label = new Label(random.nextInt(3) == 0 ? "rare" : "frequent");
      samples.add(new Sample("s" + i, label, group, IMAGE));
    }
    return samples;
  }
}
