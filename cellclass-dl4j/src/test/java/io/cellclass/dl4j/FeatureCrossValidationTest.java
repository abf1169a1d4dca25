package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureCrossValidationTest {
  private static final Penalty PENALTY = new Penalty(0.01, 10, 0);
  private static final ImageSource IMAGE = ImageSource.of("image", RgbImage.of(1, 1, new byte[3]));

  @Test
  void featuresThatTellTheClassRecogniseEveryUnseenImage() throws InterruptedIOException {
    int[] classes = alternating(40);
    Quality quality = quality(classes, 40, List.<float[][]>of(telling(classes)));
    assertThat(quality.accuracy()).isEqualTo(1);
    assertThat(quality.loss()).isLessThan(0.2);
  }

  /** Each class is as frequent among the images seen, so its probability is one half. */
  @Test
  void featuresThatTellNothingLoseTheLogarithmOfTwo() throws InterruptedIOException {
    int[] classes = alternating(40);
    Quality quality = quality(classes, 40, List.<float[][]>of(new float[40][3]));
    assertThat(quality.loss()).isCloseTo(Math.log(2), within(1e-9));
  }

  /** Were a group divided, the fit would know each image by its siblings. */
  @Test
  void featuresThatTellTheGroupAreOfNoUse() throws InterruptedIOException {
    int groups = 30;
    int[] ofGroup = new Random(1).ints(groups, 0, 2).toArray();
    int[] classes = IntStream.range(0, 4 * groups).map(i -> ofGroup[i % groups]).toArray();
    float[][] features = new float[classes.length][groups];
    for (int i = 0; i < features.length; i++) {
      features[i][i % groups] = 1;
    }
    assertThat(quality(classes, groups, List.<float[][]>of(features)).accuracy()).isLessThan(0.75);
    assertThat(quality(classes, classes.length, List.<float[][]>of(features)).accuracy())
        .isEqualTo(1);
  }

  @Test
  void imagesAreJudgedByTheirFirstViewAlone() throws InterruptedIOException {
    int[] classes = alternating(40);
    float[][] telling = telling(classes);
    float[][] blank = new float[40][2];
    assertThat(quality(classes, 40, List.of(telling, blank)).accuracy()).isEqualTo(1);
    assertThat(quality(classes, 40, List.of(blank, telling)).accuracy()).isLessThan(0.75);
  }

  /** Of thirty images of one class and ten of the other, nothing tells which is which. */
  @Test
  void balancedClassesCountTheSame() throws InterruptedIOException {
    int[] classes = IntStream.range(0, 40).map(i -> i % 4 == 0 ? 1 : 0).toArray();
    List<float[][]> blank = List.<float[][]>of(new float[40][3]);
    Quality plain = quality(classes, 40, blank);
    Quality balanced = quality(classes, 40, Balance.WEIGHTS, blank);
    double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    assertThat(plain.loss()).isCloseTo(entropy, within(0.02));
    assertThat(plain.accuracy()).isCloseTo(0.75, within(1e-9));
    assertThat(balanced.loss()).isCloseTo(Math.log(2), within(0.02));
  }

  @Test
  void ofASingleGroupTheImagesAreDivided() throws InterruptedIOException {
    int[] classes = alternating(40);
    Quality quality = quality(classes, 1, List.<float[][]>of(new float[40][3]));
    assertThat(quality.loss()).isCloseTo(Math.log(2), within(1e-9));
  }

  @Test
  void fewerImagesThanFoldsAreEnough() throws InterruptedIOException {
    int[] classes = alternating(2);
    Quality quality = quality(classes, 2, List.<float[][]>of(telling(classes)));
    assertThat(quality.loss()).isFinite();
    assertThat(quality.accuracy()).isBetween(0.0, 1.0);
  }

  private static int[] alternating(int count) {
    return IntStream.range(0, count).map(i -> i % 2).toArray();
  }

  private static float[][] telling(int[] classes) {
    float[][] features = new float[classes.length][2];
    for (int i = 0; i < classes.length; i++) {
      features[i][0] = (classes[i] == 0 ? 1 : -1) + i % 3 / 10f;
      features[i][1] = i % 5;
    }
    return features;
  }

  private static Quality quality(int[] classes, int groups, List<float[][]> byView)
      throws InterruptedIOException {
    return quality(classes, groups, Balance.NONE, byView);
  }

  private static Quality quality(int[] classes, int groups, Balance balance, List<float[][]> byView)
      throws InterruptedIOException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      samples.add(new Sample("s" + i, new Label("c" + classes[i]), "g" + i % groups, IMAGE));
    }
    double[] shares = Features.shares(classes, balance);
    FeatureCrossValidation folds = FeatureCrossValidation.of(samples, classes, shares, 1);
    try (SoftmaxRegression regression = new SoftmaxRegression(byView, classes, 2)) {
      return folds.heldOut(regression, byView.get(0), PENALTY).quality();
    }
  }
}
