package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.dl4j.EpochOrder.Draw;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final int[] CLASSES = {0, 0, 0, 1, 2, 2};

  @Test
  void theTargetIsTheClassAndEachImageCountsOnce() {
    Minibatch batch = batch(0, false);
    assertThat(batch.targets())
        .isDeepEqualTo(
            new float[][] {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 1}});
    assertThat(batch.weights()).containsExactly(1, 1, 1, 1, 1, 1);
  }

  /** A tenth shared among three: 0.9 + 0.0333 and 0.0333. */
  @Test
  void smoothingSharesAPartOfTheTargetAmongAllClasses() {
    float[][] targets = batch(0.1, false).targets();
    assertThat(targets[3])
        .containsExactly(new float[] {0.0333333f, 0.9333333f, 0.0333333f}, within(1e-6f));
    assertThat(targets[4])
        .containsExactly(new float[] {0.0333333f, 0.0333333f, 0.9333333f}, within(1e-6f));
  }

  /** Two thirds, two and one: three images, one and two of six, three classes; the mean is 1. */
  @Test
  void weightsAreInverseToTheNumberOfTheClassWithMeanOne() {
    float[] weights = batch(0, true).weights();
    assertThat(weights)
        .containsExactly(new float[] {2 / 3f, 2 / 3f, 2 / 3f, 2, 1, 1}, within(1e-6f));
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    assertThat(sum / 6).isCloseTo(1, within(1e-6));
  }

  @Test
  void targetsFollowTheDraws() {
    Targets targets = new Targets(CLASSES, 3, 0, true);
    List<float[]> inputs = List.of(new float[] {7}, new float[] {8});
    Minibatch batch = targets.minibatch(inputs, List.of(new Draw(4, 0), new Draw(3, 1)));
    assertThat(batch.inputs()).isSameAs(inputs);
    assertThat(batch.targets()).isDeepEqualTo(new float[][] {{0, 0, 1}, {0, 1, 0}});
    assertThat(batch.weights()).containsExactly(1, 2);
  }

  private static Minibatch batch(double smoothing, boolean weighted) {
    List<Draw> draws = IntStream.range(0, 6).mapToObj(image -> new Draw(image, 0)).toList();
    List<float[]> inputs = draws.stream().map(draw -> new float[1]).toList();
    return new Targets(CLASSES, 3, smoothing, weighted).minibatch(inputs, draws);
  }
}
