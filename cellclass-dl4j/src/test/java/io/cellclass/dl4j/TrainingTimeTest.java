package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.network.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTimeTest {
  @Test
  void secondsSince1970AreATime() {
    assertThat(TrainingTime.secondsSince1970("0")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(TrainingTime.secondsSince1970("1700000000")).isEqualTo("2023-11-14T22:13:20Z");
    assertThat(TrainingTime.secondsSince1970("253402300799"))
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
  }

  @Test
  void whatIsNoSuchTimeIsRefused() {
    for (String text :
        List.of("", "-1", "+1", "1.5", "now", " 1", "253402300800", "9".repeat(30))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TrainingTime.secondsSince1970(text))
          .withMessage(
              "SOURCE_DATE_EPOCH must be a number of seconds from 0 to 253402300799, not " + text);
    }
  }

  @Test
  void twoTrainingsWithTheTimeSetGiveTheSameBytes(@TempDir Path folder) throws Exception {
    Path one = trained(folder, "one");
    Path other = trained(folder, "other");
    assertThat(other).hasSameBinaryContentAs(one);
    assertThat(ModelBundle.read(one).provenance().created()).isEqualTo("2023-11-14T22:13:20Z");
  }

  private static Path trained(Path folder, String name) throws Exception {
    Path bundle = folder.resolve(name + ".cellclass");
    ChildJvm.run(
        Map.of("SOURCE_DATE_EPOCH", "1700000000"),
        List.of("-Xmx1g"),
        Program.class,
        bundle,
        folder.resolve(name + ".done"));
    return bundle;
  }

  /** What each new JVM runs. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      Trainings.save(
          MultiDepthTrainer.builder(SmallModels.BACKBONE)
              .size(SmallModels.SIZE)
              .views(1)
              .epochs(20)
              .seed(7)
              .build(),
          Path.of(args[0]));
      Files.createFile(Path.of(args[1]));
    }
  }
}
