package io.cellclass.segment.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Classifier;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.slide.BlockListener;
import io.cellclass.segment.slide.SlideDetector;
import io.cellclass.segment.slide.SlideImage;
import io.cellclass.segment.slide.Thresholded;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.FakeClassifier;
import io.cellclass.testkit.FieldPlan;
import io.cellclass.testkit.Framing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellCounterTest {
  private static final LabelSet TYPES = LabelSet.of("lymphocyte", "neutrophil");

  private static Detection at(String label, double score, double left, double top) {
    return new Detection(new Box(left, top, left + 20, top + 10), new Label(label), score);
  }

  private static final List<Detection> FOUND =
      List.of(
          at("WBC", 0.9, 10, 10),
          at("WBC", 0.8, 60, 40),
          at("WBC", 0.4, 30, 30),
          at("RBC", 0.9, 80, 5),
          at("RBC", 0.9, 0, 0),
          at("RBC", 0.5, 5, 70.5),
          at("Platelets", 0.6, 50, 50),
          at("dirt", 0.9, 50, 50));

  private record Fixed(List<Detection> found) implements Detector {
    @Override
    public LabelSet labels() {
      return LabelSet.of("RBC", "WBC", "Platelets", "dirt");
    }

    @Override
    public List<Detection> detect(RgbImage image) {
      return found;
    }
  }

  /** A column is as red as its number, so that a crop tells where it was cut out. */
  private static RgbImage image() {
    byte[] rgb = new byte[3 * 100 * 80];
    for (int i = 0; i < rgb.length / 3; i++) {
      int row = i / 100;
      rgb[3 * i] = (byte) (i % 100);
      rgb[3 * i + 1] = (byte) row;
    }
    return RgbImage.of(100, 80, rgb);
  }

  @Test
  void cellsAreCountedByKindFromTheLeastScoreUp() {
    CellCounter counter = CellCounter.of(new Fixed(FOUND));

    assertThat(counter.count("a", image())).isEqualTo(FieldCounts.of("a", 3, 3, 1));
    assertThat(counter.withLeastScore(0.5).count("a", image()))
        .isEqualTo(FieldCounts.of("a", 3, 2, 1));
    assertThat(counter.withLeastScore(0.7).count("a", image()))
        .isEqualTo(FieldCounts.of("a", 2, 2, 0));
  }

  @Test
  void cellsThatTouchTheRightOrLowerEdgeCanBeLeftOut() {
    CellCounter counter = CellCounter.of(new Fixed(FOUND)).withBorder(BorderRule.UNBIASED);

    // One touches the right edge, one the lower; the one in the upper left corner counts.
    assertThat(counter.count("a", image()).redCells()).isEqualTo(1);
  }

  /** Fields that tile an area: each cell of it counts in one of them. */
  @Test
  void ofTiledFieldsTheRuleCountsEachCellOnce() {
    int counted = 0;
    int all = 0;
    for (int tile = 0; tile < 4; tile++) {
      List<Detection> seen = new ArrayList<>();
      for (int cell = 0; cell < 40; cell++) {
        Box box = Box.centred(15.5 + 9 * cell % 170, 12 + 37 * cell % 130, 8, 8);
        double left = 100.0 * (tile % 2);
        double top = tile < 2 ? 0 : 80;
        Box part =
            new Box(box.left() - left, box.top() - top, box.right() - left, box.bottom() - top)
                .clipped(100, 80);
        if (part.area() > 0) {
          seen.add(new Detection(part, new Label("RBC"), 1));
        }
      }
      CellCounter counter = CellCounter.of(new Fixed(seen));
      all += counter.count("tile", image()).redCells();
      counted += counter.withBorder(BorderRule.UNBIASED).count("tile", image()).redCells();
    }

    assertThat(counted).isEqualTo(40);
    assertThat(all).isGreaterThan(40);
  }

  @Test
  void eachWhiteCellIsShownToTheClassifierWithItsMargin() {
    List<RgbImage> shown = Collections.synchronizedList(new ArrayList<>());
    Classifier classifier =
        FakeClassifier.of(
            TYPES,
            crop -> {
              shown.add(crop);
              return (crop.rgb(0, 0) >> 16) < 30
                  ? new float[] {0.9f, 0.1f}
                  : new float[] {0.3f, 0.7f};
            });
    CellCounter counter =
        CellCounter.of(new Fixed(FOUND)).withLeastScore(0.5).withClassifier(classifier);

    FieldCounts counts = counter.count("a", image());

    assertThat(counts.types())
        .containsExactly(
            new TypeCount(new Label("lymphocyte"), 1), new TypeCount(new Label("neutrophil"), 1));
    assertThat(counts.rejected()).isZero();
    // From (10, 10) to (30, 20) with 5 columns and 2.5 rows around.
    assertThat(shown.get(0).width()).isEqualTo(30);
    assertThat(shown.get(0).height()).isEqualTo(16);
    assertThat(shown.get(0).rgb(0, 0)).isEqualTo(5 << 16 | 7 << 8);
    assertThat(counter.withLeastConfidence(0.8).count("a", image()).rejected()).isEqualTo(1);
    shown.clear();
    counter.withMargin(0).count("a", image());
    assertThat(shown.get(0).rgb(0, 0)).isEqualTo(10 << 16 | 10 << 8);
  }

  /** Cells, types, rejected ones and those at the edges: block by block as at once. */
  @Test
  void aSlideIsCountedBlockByBlockAsItWouldBeAtOnce() throws IOException {
    RgbImage field =
        BloodSmears.field(FieldPlan.DEFAULT.withFraming(new Framing(600, 400, 6)).withOverlap(0), 5)
            .image();
    List<Integer> told = new ArrayList<>();
    FakeClassifier types = FakeClassifier.hashing(TYPES);
    CountedLabels labels =
        new CountedLabels(new Label("WBC"), new Label("RBC"), new Label("Platelets"));
    CellCounter counter =
        CellCounter.of(new Thresholded())
            .withLabels(labels)
            .withLeastScore(0.1)
            .withBorder(BorderRule.UNBIASED)
            .withClassifier(types)
            .withLeastConfidence(0.6);
    SlideImage slide = SlideImage.of("a", field);
    SlideDetector blocks = SlideDetector.of(new Thresholded()).withBlocks(150, 160);

    FieldCounts whole = counter.count("a", field);
    assertThat(whole.whiteCells()).as("more than a batch").isGreaterThan(20);
    assertThat(whole.rejected()).isPositive();
    assertThat(counter.count("a", slide, blocks, (done, total) -> told.add(total)))
        .isEqualTo(whole);
    assertThat(told).hasSize(12).containsOnly(12);
    assertThat(counter.count("a", slide, BlockListener.none())).isEqualTo(whole);
  }

  @Test
  void theCellsThatWereCountedAreHandedOnWithTheirTypes() {
    Classifier classifier =
        FakeClassifier.of(
            TYPES,
            crop ->
                (crop.rgb(0, 0) >> 16) < 20 ? new float[] {0.9f, 0.1f} : new float[] {0.4f, 0.6f});
    CellCounter counter =
        CellCounter.of(new Fixed(FOUND))
            .withLeastScore(0.5)
            .withClassifier(classifier)
            .withLeastConfidence(0.8);

    CountedField field = counter.countWithCells("a", image());

    assertThat(field.counts()).isEqualTo(counter.count("a", image()));
    assertThat(field.cells())
        .containsExactly(
            CountedCell.of(FOUND.get(0), CellKind.WHITE_CELL).withType(new Label("lymphocyte")),
            CountedCell.of(FOUND.get(1), CellKind.WHITE_CELL),
            CountedCell.of(FOUND.get(3), CellKind.RED_CELL),
            CountedCell.of(FOUND.get(4), CellKind.RED_CELL),
            CountedCell.of(FOUND.get(5), CellKind.RED_CELL),
            CountedCell.of(FOUND.get(6), CellKind.PLATELET));
    assertThat(field.cells().get(1).type()).isEmpty();
  }

  @Test
  void countsThatAreNotThoseOfTheCellsAreRefused() {
    CountedCell red = CountedCell.of(FOUND.get(3), CellKind.RED_CELL);
    assertThatThrownBy(() -> new CountedField(FieldCounts.of("a", 2, 0, 0), List.of(red)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: expected 2 cells of kind RED_CELL, found 1");
    CountedCell white = CountedCell.of(FOUND.get(0), CellKind.WHITE_CELL);
    FieldCounts typed =
        new FieldCounts("a", 0, 1, 0, List.of(new TypeCount(new Label("lymphocyte"), 1)), 0);
    assertThatThrownBy(() -> new CountedField(typed, List.of(white)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: expected 1 cells of type lymphocyte, found 0");
    assertThatThrownBy(() -> red.withType(new Label("lymphocyte")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only white cells have types, not a RED_CELL");
  }

  @Test
  void labelsOfOnesOwnAreCounted() {
    CountedLabels labels = new CountedLabels(new Label("dirt"), new Label("RBC"), new Label("WBC"));

    assertThat(CellCounter.of(new Fixed(FOUND)).withLabels(labels).count("a", image()))
        .isEqualTo(FieldCounts.of("a", 1, 3, 3));
    CountedLabels unknown = new CountedLabels(new Label("a"), new Label("b"), new Label("c"));
    assertThatThrownBy(() -> CellCounter.of(new Fixed(FOUND)).withLabels(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found one of [RBC, WBC, Platelets, dirt]");
    assertThatThrownBy(() -> new CountedLabels(new Label("a"), new Label("a"), new Label("b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesOutsideTheirRangesAreRefused() {
    CellCounter counter = CellCounter.of(new Fixed(FOUND));
    assertThatThrownBy(() -> counter.withLeastScore(1.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a score must be in [0, 1], not 1.1");
    assertThatThrownBy(() -> counter.withMargin(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new FieldCounts("a", 1, 2, 0, List.of(new TypeCount(new Label("x"), 1)), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: expected a type or none for 2 cells, found 1");
  }
}
