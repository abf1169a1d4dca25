package io.cellclass.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.segment.LabelMap;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class InstanceMatchingPropertyTest {
  private static final int SIDE = 8;

  /** Blocks of cells with some pixels given to others, so that cells overlap in many ways. */
  private static LabelMap map(Random random) {
    int[] cells = new int[SIDE * SIDE];
    for (int i = 0; i < cells.length; i++) {
      int block = 1 + i % SIDE / 4 + 2 * (i / SIDE / 4);
      cells[i] = random.nextInt(4) == 0 ? random.nextInt(5) : block;
    }
    int[] present = Arrays.stream(cells).filter(c -> c != 0).distinct().sorted().toArray();
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i] == 0 ? 0 : Arrays.binarySearch(present, cells[i]) + 1;
    }
    return LabelMap.of(SIDE, SIDE, cells);
  }

  @Property(tries = 200)
  void noOtherAssignmentMatchesMore(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 1) double threshold) {
    Random random = new Random(seed);
    LabelMap truth = map(random);
    LabelMap found = map(random);

    InstanceMatching matching = InstanceMatching.of(truth, found, threshold);

    double[] best = best(iou(truth, found), threshold, 0, new boolean[found.count()]);
    assertThat(matching.matched()).isEqualTo((int) best[0]);
    if (threshold >= 0.5) {
      assertThat(matching.matchedIou()).isCloseTo(best[1], within(1e-12));
    }
  }

  private static double[][] iou(LabelMap truth, LabelMap found) {
    double[][] iou = new double[truth.count()][found.count()];
    for (int t = 0; t < truth.count(); t++) {
      for (int f = 0; f < found.count(); f++) {
        int shared = 0;
        int either = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
          boolean in = truth.cell(i % SIDE, i / SIDE) == t + 1;
          boolean also = found.cell(i % SIDE, i / SIDE) == f + 1;
          shared += in && also ? 1 : 0;
          either += in || also ? 1 : 0;
        }
        iou[t][f] = (double) shared / either;
      }
    }
    return iou;
  }

  /** The most pairs, and the highest sum of IoU that so many reach, by trying all. */
  private static double[] best(double[][] iou, double threshold, int truth, boolean[] taken) {
    if (truth == iou.length) {
      return new double[2];
    }
    double[] best = best(iou, threshold, truth + 1, taken);
    for (int f = 0; f < taken.length; f++) {
      if (!taken[f] && iou[truth][f] >= threshold) {
        taken[f] = true;
        double[] rest = best(iou, threshold, truth + 1, taken);
        taken[f] = false;
        double pairs = rest[0] + 1;
        double sum = rest[1] + iou[truth][f];
        if (pairs > best[0] || (pairs == best[0] && sum > best[1])) {
          best = new double[] {pairs, sum};
        }
      }
    }
    return best;
  }

  @Property(tries = 100)
  void turnedRoundPrecisionIsRecallAndHigherThresholdsMatchNoMore(@ForAll long seed) {
    Random random = new Random(seed);
    LabelMap truth = map(random);
    LabelMap found = map(random);

    List<InstanceMatching> matchings = InstanceMatching.of(truth, found);
    List<InstanceMatching> turned = InstanceMatching.of(found, truth);
    for (int i = 0; i < matchings.size(); i++) {
      assertThat(turned.get(i).precision()).isEqualTo(matchings.get(i).recall());
      assertThat(turned.get(i).panopticQuality())
          .isCloseTo(matchings.get(i).panopticQuality(), within(1e-12));
      if (i > 0) {
        assertThat(matchings.get(i).matched()).isLessThanOrEqualTo(matchings.get(i - 1).matched());
      }
    }
  }
}
