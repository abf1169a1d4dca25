package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Trainer;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
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
    List<String> blocks = List.of(settings.getOrDefault("blocks", "").split(" "));
    assertThat(InceptionV3.BLOCKS).containsAll(blocks);
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
