package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeldOutTest {
  private static final double ROUNDING = 1e-6;

  /** Of equal probabilities, one half of the images of each class is called right by chance. */
  @Test
  void equalProbabilitiesLoseTheLogarithmOfTheClasses() {
    float[][] half = {{0.5f, 0.5f}, {0.5f, 0.5f}};
    Quality quality = new HeldOut(half, new int[] {0, 1}, new double[] {0.5, 0.5}).quality();
    assertThat(quality.loss()).isCloseTo(Math.log(2), within(ROUNDING));
    assertThat(quality.accuracy()).isEqualTo(0.5);
  }

  /** The same answers, less sure by a temperature of 3, are as good. */
  @Test
  void howSureTheFitsWereDoesNotMatter() {
    int images = 400;
    float[][] sure = new float[images][];
    float[][] unsure = new float[images][];
    int[] classes = new int[images];
    double[] shares = new double[images];
    for (int i = 0; i < images; i++) {
      double logit = 1 + i % 7;
      classes[i] = i % 20 == 0 ? 1 : 0;
      shares[i] = 1.0 / images;
      sure[i] = pair(logit);
      unsure[i] = pair(logit / 3);
    }
    Quality one = new HeldOut(sure, classes, shares).quality();
    Quality other = new HeldOut(unsure, classes, shares).quality();
    assertThat(other.accuracy()).isEqualTo(one.accuracy()).isCloseTo(0.95, within(ROUNDING));
    // The temperature has a weak prior at 1.
    assertThat(other.loss()).isCloseTo(one.loss(), within(0.01));
    assertThat(
            new HeldOut(sure, classes, shares).temperature().value()
                / new HeldOut(unsure, classes, shares).temperature().value())
        .isCloseTo(3, within(0.2));
  }

  private static float[] pair(double logit) {
    float first = (float) (1 / (1 + Math.exp(-logit)));
    return new float[] {first, 1 - first};
  }

  @Test
  void imagesCountByTheirShares() {
    float[][] sure = {{0.9f, 0.1f}, {0.9f, 0.1f}};
    int[] classes = {0, 1};
    assertThat(new HeldOut(sure, classes, new double[] {0.75, 0.25}).quality().accuracy())
        .isEqualTo(0.75);
  }

  @Test
  void imagesNeverHeldOutAreLeftOut() {
    float[][] one = {{0.9f, 0.1f}, {}};
    double[] shares = {0.5, 0.5};
    assertThat(new HeldOut(one, new int[] {0, 1}, shares).quality().accuracy()).isEqualTo(1);
    float[][] none = {{}, {}};
    HeldOut nothing = new HeldOut(none, new int[] {0, 1}, shares);
    assertThat(nothing.quality()).isEqualTo(new Quality(0, 0));
    assertThat(nothing.temperature().value()).isEqualTo(1);
  }
}
