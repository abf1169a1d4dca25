package io.cellclass.segment.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.slide.Blocks.Block;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.FieldPlan;
import io.cellclass.testkit.Framing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlideDetectorTest {
  private static final int MARGIN = 160;

  private static final RgbImage FIELD =
      BloodSmears.field(
              FieldPlan.DEFAULT
                  .withFraming(new Framing(700, 520, 6))
                  .withCells(5, 50, 8)
                  .withOverlap(0),
              7)
          .image();

  /** Moves each box by up to two pixels, in each view in another way; small ones it leaves out. */
  private record Jittering(Detector exact) implements Detector {
    @Override
    public LabelSet labels() {
      return exact.labels();
    }

    @Override
    public List<Detection> detect(RgbImage image) {
      SplittableRandom random = new SplittableRandom(image.hashCode());
      List<Detection> found = new ArrayList<>();
      for (Detection cell : large(exact.detect(image))) {
        Box box = cell.box();
        int x = random.nextInt(-2, 3);
        int y = random.nextInt(-2, 3);
        Box moved = new Box(box.left() + x, box.top() + y, box.right() + x, box.bottom() + y);
        found.add(new Detection(moved, cell.label(), cell.score()));
      }
      return found;
    }
  }

  private static List<Detection> large(List<Detection> cells) {
    return cells.stream()
        .filter(cell -> Math.min(cell.box().width(), cell.box().height()) >= 30)
        .toList();
  }

  @Test
  void blocksOfAnySizeGiveTheCellsOfTheWhole() throws IOException {
    Thresholded detector = new Thresholded();
    List<Detection> whole = detector.detect(FIELD);
    assertThat(large(whole)).hasSizeGreaterThan(30);
    // What is promised holds for cells up to one and a half margins.
    assertThat(whole)
        .allMatch(cell -> Math.max(cell.box().width(), cell.box().height()) < 1.5 * MARGIN);
    for (int side : new int[] {100, 213, 333, 2000}) {
      List<Detection> found =
          SlideDetector.of(detector).withBlocks(side, MARGIN).detect(SlideImage.of("field", FIELD));

      assertThat(found).as("blocks of " + side).hasSameSizeAs(whole);
      assertThat(new HashSet<>(found)).isEqualTo(new HashSet<>(whole));
      for (int i = 1; i < found.size(); i++) {
        assertThat(found.get(i).score()).isLessThanOrEqualTo(found.get(i - 1).score());
      }
    }
  }

  @Test
  void aCellThatViewsSeeDifferentlyComesOnce() throws IOException {
    Detector detector = new Jittering(new Thresholded());
    List<Detection> exact = large(new Thresholded().detect(FIELD));
    for (int side : new int[] {90, 300}) {
      List<Detection> found =
          SlideDetector.of(detector).withBlocks(side, MARGIN).detect(SlideImage.of("field", FIELD));

      assertThat(found).as("blocks of " + side).hasSameSizeAs(exact);
      for (Detection cell : exact) {
        assertThat(found)
            .filteredOn(other -> other.label().equals(cell.label()))
            .filteredOn(other -> other.box().overlap(cell.box()) > 0.6)
            .hasSize(1);
      }
    }
    List<Box> byOwner = byOwnerAlone(detector, 90);
    assertThat(exact)
        .as("what the comparison at the borders is for")
        .anyMatch(
            cell -> byOwner.stream().filter(box -> box.overlap(cell.box()) > 0.6).count() != 1);
  }

  /** Without a comparison at the borders: each view's cells whose centres are its own. */
  private static List<Box> byOwnerAlone(Detector detector, int side) throws IOException {
    List<Box> found = new ArrayList<>();
    SlideImage slide = SlideImage.of("field", FIELD);
    for (List<Block> row : new Blocks(side, MARGIN).of(FIELD.width(), FIELD.height())) {
      for (Block block : row) {
        Region view = block.view();
        RgbImage seen = slide.read(view.left(), view.top(), view.width(), view.height());
        for (Detection cell : detector.detect(seen)) {
          Box box = cell.box();
          Box moved =
              new Box(
                  box.left() + view.left(),
                  box.top() + view.top(),
                  box.right() + view.left(),
                  box.bottom() + view.top());
          if (block.own().contains(moved.centreX(), moved.centreY())) {
            found.add(moved);
          }
        }
      }
    }
    return found;
  }

  @Test
  void progressIsToldAndCanEndTheWork() throws IOException {
    List<String> told = new ArrayList<>();
    SlideDetector blocks = SlideDetector.of(new Thresholded()).withBlocks(400, 64);
    SlideImage slide = SlideImage.of("field", FIELD);
    blocks.detect(slide, cell -> {}, (done, total) -> told.add(done + " of " + total));
    assertThat(told).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
    assertThatThrownBy(
            () ->
                blocks.detect(
                    slide,
                    cell -> {},
                    (done, total) -> {
                      throw new IOException("enough");
                    }))
        .hasMessage("enough");
  }

  /** Boxes may reach beyond the image, and even their centres. */
  @Test
  void centresBeyondTheImageBelongToTheBlockAtItsEdge() throws IOException {
    Detection outside = new Detection(new Box(-30, 10, 10, 30), LabelSet.of("RBC").get(0), 0.5);
    Detector fixed =
        new Detector() {
          @Override
          public LabelSet labels() {
            return LabelSet.of("RBC");
          }

          @Override
          public List<Detection> detect(RgbImage image) {
            return image.width() == 164 && image.height() == 164 ? List.of(outside) : List.of();
          }
        };
    assertThat(SlideDetector.of(fixed).withBlocks(100, 64).detect(SlideImage.of("field", FIELD)))
        .containsExactly(outside);
  }

  @Test
  void blocksWithoutSenseAreRefused() {
    SlideDetector blocks = SlideDetector.of(new Thresholded());
    assertThatThrownBy(() -> blocks.withBlocks(63, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected blocks of at least 64 pixels");
    assertThatThrownBy(() -> blocks.withBlocks(64, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
