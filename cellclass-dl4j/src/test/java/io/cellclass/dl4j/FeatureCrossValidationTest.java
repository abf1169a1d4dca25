package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureCrossValidationTest {
  private static final double LAMBDA = 0.01;
  private static final ImageSource IMAGE = ImageSource.of("image", RgbImage.of(1, 1, new byte[3]));

  @Test
  void featuresThatTellTheClassRecogniseEveryUnseenImage() {
    int[] classes = alternating(40);
    LinearSoftmax.Quality quality =
        folds(classes, 40).quality(List.<float[][]>of(telling(classes)), LAMBDA);
    assertThat(quality.accuracy()).isEqualTo(1);
    assertThat(quality.loss()).isLessThan(0.2);
  }

  /** Each class is as frequent among the images seen, so its probability is one half. */
  @Test
  void featuresThatTellNothingLoseTheLogarithmOfTwo() {
    int[] classes = alternating(40);
    LinearSoftmax.Quality quality =
        folds(classes, 40).quality(List.<float[][]>of(new float[40][3]), LAMBDA);
    assertThat(quality.loss()).isCloseTo(Math.log(2), within(1e-9));
  }

  /** Were a group divided, the fit would know each image by its siblings. */
  @Test
  void featuresThatTellTheGroupAreOfNoUse() {
    int groups = 30;
    int[] ofGroup = new Random(1).ints(groups, 0, 2).toArray();
    int[] classes = IntStream.range(0, 4 * groups).map(i -> ofGroup[i % groups]).toArray();
    float[][] features = new float[classes.length][groups];
    for (int i = 0; i < features.length; i++) {
      features[i][i % groups] = 1;
    }
    assertThat(folds(classes, groups).quality(List.<float[][]>of(features), LAMBDA).accuracy())
        .isLessThan(0.75);
    assertThat(
            folds(classes, classes.length).quality(List.<float[][]>of(features), LAMBDA).accuracy())
        .isEqualTo(1);
  }

  @Test
  void imagesAreJudgedByTheirFirstViewAlone() {
    int[] classes = alternating(40);
    float[][] telling = telling(classes);
    float[][] blank = new float[40][2];
    FeatureCrossValidation folds = folds(classes, 40);
    assertThat(folds.quality(List.of(telling, blank), LAMBDA).accuracy()).isEqualTo(1);
    assertThat(folds.quality(List.of(blank, telling), LAMBDA).accuracy()).isLessThan(0.75);
  }

  @Test
  void ofASingleGroupTheImagesAreDivided() {
    int[] classes = alternating(40);
    LinearSoftmax.Quality quality =
        folds(classes, 1).quality(List.<float[][]>of(new float[40][3]), LAMBDA);
    assertThat(quality.loss()).isCloseTo(Math.log(2), within(1e-9));
  }

  @Test
  void fewerImagesThanFoldsAreEnough() {
    int[] classes = alternating(2);
    LinearSoftmax.Quality quality =
        folds(classes, 2).quality(List.<float[][]>of(telling(classes)), LAMBDA);
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

  private static FeatureCrossValidation folds(int[] classes, int groups) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      samples.add(new Sample("s" + i, new Label("c" + classes[i]), "g" + i % groups, IMAGE));
    }
    return FeatureCrossValidation.of(samples, classes, 2, 1);
  }
}
