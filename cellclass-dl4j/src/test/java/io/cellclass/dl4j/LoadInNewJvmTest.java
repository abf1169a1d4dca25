package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Classifier;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadInNewJvmTest {
  @Test
  void aLoadedClassifierGivesTheSameProbabilitiesToTheLastBit(@TempDir Path folder)
      throws Exception {
    Path bundle = folder.resolve("small.cellclass");
    List<String> expected;
    try (Dl4jClassifier classifier = SmallModels.classifier()) {
      classifier.save(bundle);
      expected = answers(classifier);
    }
    List<String> found =
        ChildJvm.run(List.of("-Xmx1g"), Program.class, bundle, folder.resolve("answers"));
    assertThat(found).isEqualTo(expected).doesNotHaveDuplicates().hasSize(20);
  }

  private static List<String> answers(Classifier classifier) throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : SmallModels.cells(4, 11).samples()) {
      images.add(sample.image());
    }
    return classifier.classify(images).stream().map(LoadInNewJvmTest::exact).toList();
  }

  /** Hexadecimal, in which no digit is lost. */
  private static String exact(Prediction prediction) {
    return prediction.scores().stream()
        .map(score -> score.label() + " " + Double.toHexString(score.probability()))
        .collect(Collectors.joining(", "));
  }

  /** What the new JVM runs. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      try (Classifier classifier = Classifier.load(Path.of(args[0]))) {
        Files.write(Path.of(args[1]), answers(classifier));
      }
    }
  }
}
