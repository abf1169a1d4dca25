package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Classifier;
import io.cellclass.RgbImage;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactBundleTest {
  private static final List<String> BLOCKS = List.of("mixed3", "mixed4");

  @Test
  void aNetworkUpToMixed4IsAFewMegabytesAndAnswersTheSame(@TempDir Path folder) throws IOException {
    Network network = SmallModels.network(BLOCKS);
    Path plain = folder.resolve("plain.cellclass");
    Path compact = folder.resolve("compact.cellclass");
    ModelBundle bundle;
    try (Dl4jClassifier classifier =
        Dl4jClassifier.trained(
            network,
            new Preprocessing(new WholeImage(), SmallModels.SIZE, SmallModels.BACKBONE.range()),
            Leukocyte.labels(),
            SmallModels.bundle().provenance())) {
      classifier.save(plain);
      bundle = classifier.bundle();
    }
    bundle.writeCompact(compact);
    assertThat(Files.size(compact)).isLessThan(Files.size(plain) * 3 / 10);
    assertThat(Files.size(compact)).isBetween(2_000_000L, 6_000_000L);
    assertThat(ModelBundle.read(compact).network().weights()).isEqualTo(network.weights());
    RgbImage image = BloodSmears.cell(Leukocyte.MONOCYTE, 3).image();
    try (Classifier one = Classifier.load(plain);
        Classifier other = Classifier.load(compact)) {
      assertThat(other.classify(image)).isEqualTo(one.classify(image));
    }
  }
}
