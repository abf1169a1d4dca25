package io.cellclass.segment.evaluation;

import static io.cellclass.segment.evaluation.Drawn.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.Segmenter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentationEvaluationTest {
  private static final double EXACT = 1e-12;
  private static final PixelClass B = PixelClass.BACKGROUND;
  private static final PixelClass C = PixelClass.CYTOPLASM;
  private static final PixelClass N = PixelClass.NUCLEUS;

  private static LabelMap classes(PixelClass... classes) {
    int[] cells = new int[classes.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = classes[i] == B ? 0 : 1;
    }
    return LabelMap.of(classes.length, 1, cells, classes);
  }

  @Test
  void meansGiveEachImageTheSameWeightAndPooledFiguresEachPixel() {
    SegmentationEvaluation evaluation =
        SegmentationEvaluation.of(
            List.of(
                new MapPair("a", classes(C, N, N, B), classes(C, C, N, B)),
                new MapPair("b", classes(N, B, B, B), classes(B, N, N, N))));

    assertThat(evaluation.images()).isEqualTo(2);
    assertThat(evaluation.wholeDice()).isEqualTo((1 + 0) / 2.0);
    assertThat(evaluation.wholeIou()).isEqualTo(0.5);
    assertThat(evaluation.nucleusDice().orElseThrow()).isCloseTo((2.0 / 3 + 0) / 2, within(EXACT));
    assertThat(evaluation.whole().pooled()).isEqualTo(new MaskOverlap(4, 6, 3));
    assertThat(evaluation.whole().pooled().dice()).isEqualTo(0.6);
    // Tolerance of a 4x1 image is 1 pixel: in b the second pixel of the truth's right is matched.
    assertThat(evaluation.whole().boundaryF1())
        .isCloseTo((1 + 2 * (1.0 / 3) / (4.0 / 3)) / 2, within(EXACT));
    // In b the distances to the truth are 1, 2 and 3: rank 1.9 of them is 2.9.
    assertThat(evaluation.whole().hausdorff95().orElseThrow())
        .isCloseTo((0 + 2.9) / 2, within(EXACT));
    assertThat(evaluation.instances().get(0)).isEqualTo(new InstanceMatching(0.5, 2, 2, 1, 1));
  }

  @Test
  void nucleiCountWhereBothMapsKnowThem() {
    MapPair known = new MapPair("a", classes(N, B), classes(N, B));
    MapPair unknown = new MapPair("b", classes(N, B), row(1, 0));

    assertThat(SegmentationEvaluation.of(List.of(unknown)).nucleusDice()).isEmpty();
    assertThat(SegmentationEvaluation.of(List.of(known, unknown)).nucleus().orElseThrow().images())
        .isEqualTo(1);
  }

  @Test
  void imagesWhereNothingWasFoundAreLeftOutOfTheDistanceAndCounted() {
    RegionSummary whole =
        SegmentationEvaluation.of(
                List.of(new MapPair("a", row(1, 0), row(0, 0)), new MapPair("b", row(1), row(1))))
            .whole();

    assertThat(whole.hausdorff95()).hasValue(0);
    assertThat(whole.imagesWithoutDistance()).isEqualTo(1);
    assertThat(whole.boundaryF1()).isEqualTo(0.5);
    assertThat(whole.dice()).isEqualTo(0.5);
  }

  /** Finds a cell wherever the image is dark. */
  private static final class Dark implements Segmenter {
    @Override
    public LabelMap segment(RgbImage image) {
      int[] cells = new int[image.width() * image.height()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = image.rgb(i % image.width(), i / image.width()) == 0 ? 1 : 0;
      }
      return LabelMap.of(image.width(), image.height(), cells);
    }
  }

  @Test
  void aSegmenterIsRunOnEachImageAndTheListenerTold() throws IOException {
    byte[] bytes = new byte[12];
    bytes[0] = 1;
    ImageSource image = ImageSource.of("drawn", RgbImage.of(4, 1, bytes));
    List<String> told = new ArrayList<>();
    try (Segmenter dark = new Dark()) {
      SegmentationEvaluation evaluation =
          SegmentationEvaluation.of(
              dark,
              List.of(
                  new MaskedImage("right", image, () -> row(0, 1, 1, 1)),
                  new MaskedImage("half", image, () -> row(1, 0, 0, 1))),
              (done, total) -> told.add(done + "/" + total));

      assertThat(told).containsExactly("1/2", "2/2");
      assertThat(evaluation.outcomes().get(0).whole().overlap().dice()).isEqualTo(1);
      assertThat(evaluation.outcomes().get(1).whole().overlap().dice()).isEqualTo(2.0 / 5);
      assertThat(evaluation.outcomes().get(1).id()).isEqualTo("half");
    }
  }

  @Test
  void aTruthOfAnotherSizeIsRefusedByName() {
    ImageSource image = ImageSource.of("drawn", RgbImage.of(1, 1, new byte[3]));
    try (Segmenter dark = new Dark()) {
      assertThatThrownBy(
              () ->
                  SegmentationEvaluation.of(
                      dark,
                      List.of(new MaskedImage("x7", image, () -> row(1, 1))),
                      ProgressListener.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("x7: expected a map of the size of");
    }
    assertThatThrownBy(() -> SegmentationEvaluation.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
