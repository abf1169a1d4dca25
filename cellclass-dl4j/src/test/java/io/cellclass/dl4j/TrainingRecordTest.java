package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.LabelSet;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ValueRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingRecordTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b");
  private static final Preprocessing WHOLE =
      new Preprocessing(new WholeImage(), 75, ValueRange.UNIT);
  private static final Map<String, String> SETTINGS = Map.of("batch", "16");

  private static Map<String, String> conditions(LabelSet labels, Preprocessing preprocessing) {
    return TrainingRecord.conditions(labels, preprocessing, "f".repeat(64), 1, SETTINGS);
  }

  /** The samples, and so the data's hash, are the same; the outputs are not. */
  @Test
  void theOrderOfTheLabelsIsACondition() {
    assertThat(conditions(LABELS, WHOLE))
        .containsEntry("labels", "[a, b]")
        .isNotEqualTo(conditions(LabelSet.of("b", "a"), WHOLE));
  }

  @Test
  void whatANetworkSeesOfAnImageIsACondition() {
    for (Preprocessing other :
        List.of(
            new Preprocessing(new WholeImage(), 75, ValueRange.SIGNED),
            new Preprocessing(new WholeImage(), 76, ValueRange.UNIT),
            new Preprocessing(new CellCentred(40), 75, ValueRange.UNIT))) {
      assertThat(conditions(LABELS, other)).isNotEqualTo(conditions(LABELS, WHOLE));
    }
  }

  @Test
  void allButDataAndPreprocessingIsKnownBeforeAnImageIsRead() {
    Map<String, String> all = new TreeMap<>(conditions(LABELS, WHOLE));
    assertThat(all).containsEntry("batch", "16").containsEntry("seed", "1");
    assertThat(all.remove("dataHash")).isEqualTo("f".repeat(64));
    all.remove("preprocessing");
    assertThat(TrainingRecord.knownConditions(LABELS, 1, SETTINGS)).isEqualTo(all);
  }

  @Test
  void theMachineIsAConditionAsFarAsItIsKnown() {
    assertThat(TrainingRecord.knownConditions(LABELS, 1, SETTINGS))
        .containsKeys(
            "environment cellclass", "environment OMP_NUM_THREADS", "environment OPENBLAS_CORETYPE")
        .containsEntry("environment os.arch", System.getProperty("os.arch"))
        .containsEntry(
            "environment processors", Integer.toString(Runtime.getRuntime().availableProcessors()))
        .hasEntrySatisfying(
            "environment native",
            build -> assertThat(build).hasSizeGreaterThan(10).doesNotContainPattern("\\R"));
  }
}
