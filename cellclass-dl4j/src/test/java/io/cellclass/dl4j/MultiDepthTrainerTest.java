package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Illumination;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Preprocessing;
import io.cellclass.testkit.TrainerContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiDepthTrainerTest extends TrainerContract<Dl4jClassifier> {
  @Override
  protected Trainer<Dl4jClassifier> trainer(long seed) {
    return small(seed).build();
  }

  private static MultiDepthTrainer.Builder small(long seed) {
    return MultiDepthTrainer.builder(SmallModels.BACKBONE)
        .size(SmallModels.SIZE)
        .views(1)
        .epochs(20)
        .seed(seed);
  }

  @Test
  void theSameSeedGivesTheSameWeightsByteForByte(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("one.cellclass");
    Path same = folder.resolve("same.cellclass");
    Trainings.save(trainer(7), file);
    Trainings.save(trainer(7), same);
    assertThat(Trainings.weights(same)).isEqualTo(Trainings.weights(file));
    assertIsCutBehindTheDeepestBlock(ModelBundle.read(file));
  }

  private static void assertIsCutBehindTheDeepestBlock(ModelBundle bundle) {
    Map<String, String> settings = bundle.provenance().settings();
    List<String> blocks =
        List.of("mixed0", "mixed1", "mixed2", "mixed3", "mixed4", "mixed5", "mixed6");
    assertThat(settings).containsEntry("blocks", String.join(" ", blocks));
    String deepest = blocks.get(blocks.size() - 1);
    Network network = bundle.network();
    assertThat(network.nodes())
        .extracting(Node::name)
        .containsAll(blocks)
        .doesNotContainAnyElementsOf(
            InceptionV3.BLOCKS.stream()
                .skip(InceptionV3.BLOCKS.indexOf(deepest) + 1L)
                .collect(Collectors.toCollection(() -> new ArrayList<>(List.of("dense")))));
    assertThat(network.shape(PooledBlocks.FEATURES).channels())
        .isEqualTo(blocks.stream().mapToInt(block -> network.shape(block).channels()).sum());
    assertThat(bundle.preprocessing().framing()).isInstanceOf(CellCentred.class);
    assertThat(settings)
        .containsEntry("trainer", "MultiDepthTrainer")
        .containsEntry("framing", bundle.preprocessing().framing().toString())
        .containsEntry("balance", "none")
        .containsKeys(
            "lambda",
            "consistency",
            "smoothing",
            "temperature",
            "views",
            "augmentation",
            "epochs",
            "size");
  }

  /** A yellow lamp in every other image; the classifier in its file then knows of lamps. */
  @Test
  void lightThatDiffersIsBalanced(@TempDir Path folder) throws IOException {
    Dataset even = SmallModels.twoTypes(4, 1);
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : even.samples()) {
      RgbImage image = samples.size() % 2 == 0 ? sample.image() : underYellowLight(sample.image());
      samples.add(new Sample(sample.id(), sample.label(), ImageSource.of(sample.id(), image)));
    }
    Dataset uneven = Datasets.of(even.labels(), samples);
    assertThat(preprocessing(even, folder.resolve("even")).illumination())
        .isEqualTo(Illumination.AS_IS);
    Preprocessing preprocessing = preprocessing(uneven, folder.resolve("uneven"));
    assertThat(preprocessing.illumination()).isEqualTo(Illumination.WHITE_BALANCED);
    assertThat(ModelBundle.read(folder.resolve("uneven")).provenance().settings())
        .containsEntry("illumination", "WHITE_BALANCED");
  }

  private static Preprocessing preprocessing(Dataset training, Path file) throws IOException {
    try (Dl4jClassifier classifier = small(1).build().train(training, training).classifier()) {
      classifier.save(file);
    }
    return ModelBundle.read(file).preprocessing();
  }

  private static RgbImage underYellowLight(RgbImage image) {
    byte[] bytes = image.bytes().clone();
    for (int i = 2; i < bytes.length; i += 3) {
      bytes[i] = (byte) ((bytes[i] & 0xff) / 2);
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }

  /** All images are the same: only how many there are of a class, or that it counts, can tell. */
  @Test
  void balancedTheRareClassCountsAsMuch() throws IOException {
    RgbImage cell = SmallModels.twoTypes(1, 1).samples().get(0).image();
    LabelSet labels = LabelSet.of("frequent", "rare");
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Label label = labels.get(i < 15 ? 0 : 1);
      samples.add(new Sample("s" + i, label, ImageSource.of("cell", cell)));
    }
    Dataset unequal = Datasets.of(labels, samples);
    assertThat(probabilityOfRare(small(1), unequal, cell)).isBetween(0.15f, 0.35f);
    assertThat(probabilityOfRare(small(1).balance(Balance.WEIGHTS), unequal, cell))
        .isCloseTo(0.5f, within(0.01f));
  }

  private static float probabilityOfRare(
      MultiDepthTrainer.Builder builder, Dataset training, RgbImage image) throws IOException {
    Dataset some = training.where(sample -> sample.id().startsWith("s1"));
    try (Dl4jClassifier classifier = builder.views(0).build().train(training, some).classifier()) {
      return (float) classifier.classify(image).probability(training.labels().get(1));
    }
  }

  @Test
  void fewImagesHaveEightViewsUnlessSomebodySaysHowMany() throws IOException {
    MultiDepthTrainer trainer =
        MultiDepthTrainer.builder(SmallModels.BACKBONE).size(SmallModels.SIZE).epochs(2).build();
    Dataset few = SmallModels.twoTypes(2, 1);
    List<String> stages = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void progressed(String stage, int done, int total) {
            stages.add(stage);
          }
        };
    try (Dl4jClassifier classifier = trainer.train(few, few, listener).classifier()) {
      assertThat(classifier.provenance().settings()).containsEntry("views", "8");
    }
    assertThat(stages).contains("features of view 8 of 8");
  }

  @Test
  void settingsOutOfRangeAreRefusedAtTheCall() {
    MultiDepthTrainer.Builder builder = MultiDepthTrainer.builder(SmallModels.BACKBONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.size(74))
        .withMessageContaining("75")
        .withMessageContaining("74");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.epochs(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.views(-1));
  }
}
