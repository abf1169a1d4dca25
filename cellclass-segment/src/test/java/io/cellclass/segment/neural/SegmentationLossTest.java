package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentationLossTest {
  private static float[] target(int pixels, long seed) {
    Random random = new Random(seed);
    float[] target = new float[SegmentationLoss.TARGET_CHANNELS * pixels];
    for (int i = 0; i < pixels; i++) {
      target[2 * i] = random.nextInt(3);
      target[2 * i + 1] = random.nextFloat();
    }
    return target;
  }

  @Test
  void itsDerivativesAreThoseOfItsValues() {
    Random random = new Random(3);
    float[] output = new float[2 * 12 * SegmentationLoss.CHANNELS];
    for (int i = 0; i < output.length; i++) {
      output[i] = (float) random.nextGaussian();
    }

    Slopes.check(new SegmentationLoss(List.of(target(12, 1), target(12, 2))), output, 1e-4);
  }

  /** One pixel of each class, all equally likely: worked out by hand. */
  @Test
  void itIsTheSumOfItsParts() {
    float[] target = {0, 0, 1, 0, 2, 0.5f};
    float[] output = new float[3 * SegmentationLoss.CHANNELS];

    double loss = new SegmentationLoss(List.of(target)).of(output, new float[output.length]);

    double entropy = Math.log(3);
    double cell = 1 - (2 * (4.0 / 3) + 1) / (2 + 2 + 1);
    double nucleus = 1 - (2 * (1.0 / 3) + 1) / (1 + 1 + 1);
    double depth = 0.25 / 3;
    assertThat(loss).isCloseTo(entropy + cell + nucleus + depth, within(1e-6));
  }

  @Test
  void certaintyThatIsWrongGivesNoInfinity() {
    float[] output = {300, -300, -300, 0};

    assertThat(
            new SegmentationLoss(List.of(new float[] {2, 0})).of(output, new float[output.length]))
        .isFinite();
  }
}
