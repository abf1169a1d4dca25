package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Dataset;
import io.cellclass.TrainingListener;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthSelectionTest {
  @Test
  void candidatesAreTwoThreeOrFiveNeighbouringBlocks() {
    for (List<Integer> candidate : DepthSelection.candidates()) {
      assertThat(candidate.size()).isIn(2, 3, 5);
      for (int i = 1; i < candidate.size(); i++) {
        assertThat(candidate.get(i)).isEqualTo(candidate.get(i - 1) + 1);
      }
      assertThat(candidate.get(0)).isNotNegative();
      assertThat(candidate.get(candidate.size() - 1)).isLessThan(InceptionV3.BLOCKS.size());
    }
  }

  /** One with the second block, two with the third and the fourth, three with each of the rest. */
  @Test
  void thereAreTwentySixOfThemShallowestFirst() {
    List<List<Integer>> candidates = DepthSelection.candidates();
    assertThat(candidates).hasSize(1 + 2 + 2 + 7 * 3).doesNotHaveDuplicates();
    assertThat(candidates).startsWith(List.of(0, 1)).endsWith(List.of(6, 7, 8, 9, 10));
    List<Integer> deepest = candidates.stream().map(Collections::max).toList();
    assertThat(deepest).isSorted();
  }

  @Test
  void theChoiceIsACandidate() throws IOException {
    List<String> stages = new ArrayList<>();
    List<String> chosen = choose(SmallModels.twoTypes(3, 1), stages);
    List<Integer> positions = chosen.stream().map(InceptionV3.BLOCKS::indexOf).toList();
    assertThat(DepthSelection.candidates()).contains(positions);
    assertThat(stages).endsWith("depth selection 26 of 26");
  }

  private static List<String> choose(Dataset training, List<String> stages) throws IOException {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void progressed(String stage, int done, int total) {
            stages.add(stage + " " + done + " of " + total);
          }
        };
    Preprocessing preprocessing =
        new Preprocessing(new WholeImage(), SmallModels.SIZE, SmallModels.BACKBONE.range());
    try (ImagePipeline pipeline = new ImagePipeline()) {
      return new DepthSelection(
              SmallModels.BACKBONE, preprocessing, CellViews.anyWayUp(), 7, pipeline, listener)
          .choose(training);
    }
  }
}
