package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthSelectionTest {
  private static final Augmentation JITTER = CellViews.anyWayUp();
  private static final long SEED = 7;
  private static final ImageSource IMAGE = ImageSource.of("image", RgbImage.of(1, 1, new byte[3]));

  /** Of features around 1 that two graphs compute in float32. */
  private static final float ROUNDING = 1e-4f;

  @Test
  void aCandidateIsAllBlocksUpToOne() {
    List<List<Integer>> candidates = DepthSelection.candidates();
    assertThat(candidates).hasSize(InceptionV3.BLOCKS.size() - 1);
    assertThat(candidates).startsWith(List.of(0, 1), List.of(0, 1, 2));
    assertThat(candidates).endsWith(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  }

  @Test
  void theChoiceIsACandidate() throws IOException {
    List<String> stages = new ArrayList<>();
    List<String> chosen = choose(SmallModels.twoTypes(3, 1), stages).blocks();
    List<Integer> positions = chosen.stream().map(InceptionV3.BLOCKS::indexOf).toList();
    assertThat(DepthSelection.candidates()).contains(positions);
    assertThat(stages).endsWith("depth selection 10 of 10");
  }

  /** The others are the same for all images; a deeper choice gains nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 10})
  void theBlockThatTellsTheClassesIsTheDeepestOfTheChoice(int telling) throws IOException {
    int[] classes = IntStream.range(0, 120).map(i -> i % 2).toArray();
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      samples.add(new Sample("s" + i, new Label("c" + classes[i]), IMAGE));
    }
    FeatureCrossValidation folds =
        FeatureCrossValidation.of(
            samples, classes, 2, Features.shares(classes, Balance.NONE), SEED);
    List<Integer> best =
        DepthSelection.best(
            blocks(classes, telling, 1),
            blocks(classes, telling, 2),
            folds,
            new TrainingListener() {});
    assertThat(Collections.max(best)).isEqualTo(telling);
  }

  private static List<float[][]> blocks(int[] classes, int telling, long seed) {
    Random random = new Random(seed);
    List<float[][]> images = new ArrayList<>();
    for (int label : classes) {
      float[][] image = new float[InceptionV3.BLOCKS.size()][3];
      for (int j = 0; j < 3; j++) {
        image[telling][j] = (float) random.nextGaussian() + label;
      }
      images.add(image);
    }
    return images;
  }

  @Test
  void theFirstViewsAreThoseThatTheCutNetworkGives() throws IOException {
    Dataset training = SmallModels.twoTypes(3, 1);
    DepthSelection.Choice choice = choose(training, new ArrayList<>());
    Network cut = PooledBlocks.centred(SmallModels.BACKBONE, SmallModels.SIZE, choice.blocks());
    try (ImagePipeline pipeline = new ImagePipeline();
        FeatureExtractor extractor = new FeatureExtractor(cut, preprocessing(), pipeline)) {
      Features features =
          Features.extract(
              extractor, training, training, JITTER, 1, SEED, new TrainingListener() {});
      assertThat(choice.firstViews()).hasSize(2);
      for (int view = 0; view < 2; view++) {
        for (int image = 0; image < training.size(); image++) {
          assertThat(choice.firstViews().get(view)[image])
              .containsExactly(features.view(view)[image], within(ROUNDING));
        }
      }
    }
  }

  private static Preprocessing preprocessing() {
    return new Preprocessing(new WholeImage(), SmallModels.SIZE, SmallModels.BACKBONE.range());
  }

  private static DepthSelection.Choice choose(Dataset training, List<String> stages)
      throws IOException {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void progressed(String stage, int done, int total) {
            stages.add(stage + " " + done + " of " + total);
          }
        };
    try (ImagePipeline pipeline = new ImagePipeline()) {
      return new DepthSelection(
              SmallModels.BACKBONE, preprocessing(), JITTER, SEED, pipeline, listener)
          .choose(training, Balance.NONE);
    }
  }
}
