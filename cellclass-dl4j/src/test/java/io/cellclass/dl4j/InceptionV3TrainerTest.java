package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Trainer;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Preprocessing;
import io.cellclass.testkit.TrainerContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InceptionV3TrainerTest extends TrainerContract<Dl4jClassifier> {
  @Override
  protected Trainer<Dl4jClassifier> trainer(long seed) {
    return small(seed).build();
  }

  private static InceptionV3Trainer.Builder small(long seed) {
    return InceptionV3Trainer.builder(SmallModels.BACKBONE)
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
    assertHasThePapersHead(ModelBundle.read(file));
  }

  private static void assertHasThePapersHead(ModelBundle bundle) {
    assertThat(bundle.preprocessing())
        .isEqualTo(
            new Preprocessing(new WholeImage(), SmallModels.SIZE, SmallModels.BACKBONE.range()));
    assertThat(bundle.network().node("dense").operation()).isEqualTo(new Dense(128, true));
    assertThat(bundle.network().node("dropout").operation()).isEqualTo(new Dropout(0.5));
    assertThat(bundle.network().shape(PooledBlocks.FEATURES).channels()).isEqualTo(2048);
    assertThat(bundle.provenance().settings())
        .containsEntry("trainer", "InceptionV3Trainer")
        .containsEntry("size", "75")
        .containsEntry("views", "1")
        .containsEntry("epochs", "20")
        .containsEntry("backbone", SmallModels.BACKBONE.source())
        .hasEntrySatisfying(
            "augmentation", text -> assertThat(text).contains("AffineJitter", "degrees=15.0"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 74})
  void settingsOutOfRangeAreRefusedAtTheCall(int number) {
    InceptionV3Trainer.Builder builder = InceptionV3Trainer.builder(SmallModels.BACKBONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.size(number))
        .withMessageContaining("75")
        .withMessageContaining(Integer.toString(number));
    int low = Math.min(number, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.epochs(low));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.batch(low));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.patience(low));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.views(low - 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aLearningRateMustBePositiveAndFinite(double rate) {
    InceptionV3Trainer.Builder builder = InceptionV3Trainer.builder(SmallModels.BACKBONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.learningRate(rate))
        .withMessageContaining(Double.toString(rate));
  }
}
