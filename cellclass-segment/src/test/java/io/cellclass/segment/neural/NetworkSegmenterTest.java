package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.MalformedBundleException;
import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.evaluation.ProgressListener;
import io.cellclass.segment.evaluation.SegmentationEvaluation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSegmenterTest {
  private static final TrainingSettings SETTINGS =
      TrainingSettings.forSegmentation()
          .withInput(InputScale.reduced(1), Discs.SIDE, Discs.SIDE)
          .withBase(8)
          .withBatch(4)
          .withEpochs(24)
          .withLearningRate(2e-3)
          .withZoom(1.25)
          .withRecolouring(0.5);

  @TempDir private static Path folder;
  private static NetworkSegmenter segmenter;

  @BeforeAll
  static void train() throws Exception {
    segmenter = new SegmenterTrainer(SETTINGS).train(Discs.masked(48, 1), Discs.masked(8, 2));
    segmenter.save(folder.resolve("discs.cellclass"));
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  @Test
  void cellsThatItHasNotSeenAreOutlined() throws Exception {
    SegmentationEvaluation evaluation =
        SegmentationEvaluation.of(segmenter, Discs.masked(20, 3), ProgressListener.none());

    assertThat(evaluation.wholeDice()).isGreaterThan(0.93);
    assertThat(evaluation.nucleusDice().orElseThrow()).isGreaterThan(0.9);
    assertThat(evaluation.instances().get(0).f1()).isGreaterThan(0.95);
  }

  /** Larger than what the network sees at once: the discs lie across the tiles' borders. */
  @Test
  void aLargeImageHasTheCellsOfItsParts() throws Exception {
    int across = 3;
    List<MaskedImage> parts = Discs.masked(across * across, 4);
    byte[] rgb = new byte[3 * across * across * Discs.SIDE * Discs.SIDE];
    int expected = 0;
    for (int part = 0; part < parts.size(); part++) {
      expected += parts.get(part).truth().read().count();
      byte[] pixels = parts.get(part).image().read().bytes();
      for (int row = 0; row < Discs.SIDE; row++) {
        int to = ((part / across * Discs.SIDE + row) * across + part % across) * Discs.SIDE;
        System.arraycopy(pixels, 3 * row * Discs.SIDE, rgb, 3 * to, 3 * Discs.SIDE);
      }
    }
    LabelMap found = segmenter.segment(RgbImage.of(across * Discs.SIDE, across * Discs.SIDE, rgb));

    // A disc at the border of a part can touch one of the next.
    assertThat(found.count()).isBetween(expected - 3, expected + 1);
  }

  @Test
  void aSavedSegmenterOutlinesTheSame() throws Exception {
    RgbImage image = Discs.masked(1, 5).get(0).image().read();
    try (NetworkSegmenter loaded = NetworkSegmenter.load(folder.resolve("discs.cellclass"))) {
      assertThat(loaded.segment(image)).isEqualTo(segmenter.segment(image));
      assertThat(loaded.segment(image).count()).isEqualTo(3);
    }
  }

  @Test
  void whatIsNoSegmenterIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("text.cellclass"), "no zip");

    assertThatThrownBy(() -> NetworkSegmenter.load(file))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void nothingToLearnFromIsRefused() {
    assertThatThrownBy(() -> new SegmenterTrainer(SETTINGS).train(List.of(), Discs.masked(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected training images with cells and validation images");
  }
}
