package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.segment.Box;
import io.cellclass.segment.LabelledBox;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentreLossTest {
  private static final LabelSet LABELS = LabelSet.of("red", "white");
  private static final Centres CENTRES = new Centres(LABELS);
  private static final int SIDE = 6;

  private static float[] target() {
    return CENTRES.target(
        List.of(
            new LabelledBox(Box.centred(2.3, 2.6, 9, 3), new Label("red")),
            new LabelledBox(Box.centred(4.5, 4.1, 2, 2), new Label("white"))),
        SIDE,
        SIDE);
  }

  private static float[] random(int length) {
    Random random = new Random(1);
    float[] output = new float[length];
    for (int i = 0; i < length; i++) {
      output[i] = (float) (2 * random.nextGaussian());
    }
    return output;
  }

  @Test
  void itsDerivativesAreThoseOfItsValues() {
    List<float[]> targets = List.of(target(), new float[target().length]);

    Slopes.check(new CentreLoss(2, targets), random(2 * SIDE * SIDE * CENTRES.channels()), 2e-4);
  }

  /** Worked out by hand from equation 1 of Zhou et al. (2019). */
  @Test
  void peaksCostTheFocalLoss() {
    float[] target = new float[2 * (1 + Centres.BOX_CHANNELS + 1)];
    target[0] = 1;
    float half = 0.5f;
    target[1 + Centres.BOX_CHANNELS + 1] = half;
    float[] output = new float[2 * (1 + Centres.BOX_CHANNELS)];

    double loss = new CentreLoss(1, List.of(target)).of(output, new float[output.length]);

    double top = -0.25 * Math.log(0.5);
    double slope = -Math.pow(0.5, 4) * 0.25 * Math.log(0.5);
    assertThat(loss).isCloseTo(top + slope, within(1e-12));
  }

  @Test
  void whatIsNotKnownCostsNothing() {
    float[] target = target();
    for (int at = 0; at < target.length; at += CENTRES.targetChannels()) {
      target[at] = Float.NaN;
    }
    float[] output = random(SIDE * SIDE * CENTRES.channels());
    float[] derivatives = new float[output.length];
    new CentreLoss(2, List.of(target)).of(output, derivatives);

    for (int at = 0; at < derivatives.length; at += CENTRES.channels()) {
      assertThat(derivatives[at]).isZero();
    }
    assertThat(derivatives[1]).isNotZero();
  }

  @Test
  void largeLogitsGiveNoInfinity() {
    float[] output = new float[SIDE * SIDE * CENTRES.channels()];
    for (float logit : new float[] {-300, 300}) {
      Arrays.fill(output, logit);
      assertThat(new CentreLoss(2, List.of(target())).of(output, new float[output.length]))
          .isFinite();
    }
  }
}
