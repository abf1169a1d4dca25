package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.neural.Tiles.OutputMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentresTest {
  private static final LabelSet LABELS = LabelSet.of("platelet", "red", "white");
  private static final Centres CENTRES = new Centres(LABELS);
  private static final int ROWS = 40;
  private static final int COLUMNS = 60;

  /** What a network gives that has learnt a target by heart. */
  private static OutputMap learnt(float[] target) {
    int labels = LABELS.size();
    float[] output = new float[ROWS * COLUMNS * CENTRES.channels()];
    for (int place = 0; place < ROWS * COLUMNS; place++) {
      for (int c = 0; c < CENTRES.channels(); c++) {
        float value = target[place * CENTRES.targetChannels() + c];
        output[place * CENTRES.channels() + c] =
            c < labels ? (float) Math.log((value + 1e-6) / (1 - value + 1e-6)) : value;
      }
    }
    return new OutputMap(ROWS, COLUMNS, CENTRES.channels(), output);
  }

  private static List<Detection> found(LabelledBox... boxes) {
    float[] target = CENTRES.target(List.of(boxes), ROWS, COLUMNS);
    return CENTRES.detections(learnt(target), CENTRES.least(0.9));
  }

  @Test
  void boxesComeBackFromTheirMap() {
    Random random = new Random(1);
    List<LabelledBox> boxes = new ArrayList<>();
    for (int row = 5; row < ROWS; row += 10) {
      for (int column = 5; column < COLUMNS; column += 10) {
        boxes.add(
            new LabelledBox(
                Box.centred(
                    column + 3 * random.nextDouble(),
                    row + 3 * random.nextDouble(),
                    2 + 9 * random.nextDouble(),
                    2 + 9 * random.nextDouble()),
                LABELS.get(random.nextInt(3))));
      }
    }

    List<Detection> found = found(boxes.toArray(LabelledBox[]::new));

    assertThat(found).hasSameSizeAs(boxes);
    for (LabelledBox box : boxes) {
      assertThat(found)
          .anySatisfy(
              detection -> {
                assertThat(detection.label()).isEqualTo(box.label());
                // Of float32 logarithms.
                assertThat(detection.box().overlap(box.box())).isCloseTo(1, within(1e-4));
              });
    }
  }

  @Test
  void aCellWhoseCentreIsOutsideIsLeftOut() {
    assertThat(found(new LabelledBox(Box.centred(-1, 5, 8, 8), new Label("red")))).isEmpty();
  }

  /** Nearly the same box twice, of which the map has both peaks. */
  @Test
  void anEchoIsNoSecondCell() {
    Box box = Box.centred(20.5, 20.5, 20, 20);
    Box echo = Box.centred(23.5, 20.5, 20, 20);
    Box other = Box.centred(30.5, 20.5, 20, 20);

    assertThat(box.overlap(echo)).isGreaterThan(0.6);
    assertThat(
            found(new LabelledBox(box, new Label("red")), new LabelledBox(echo, new Label("red"))))
        .hasSize(1);
    assertThat(
            found(new LabelledBox(box, new Label("red")), new LabelledBox(other, new Label("red"))))
        .hasSize(2);
    assertThat(
            found(
                new LabelledBox(box, new Label("red")), new LabelledBox(echo, new Label("white"))))
        .hasSize(2);
  }

  @Test
  void aMapWithoutPeaksShowsOneCellAtMost() {
    float[] flat = new float[ROWS * COLUMNS * CENTRES.channels()];

    assertThat(
            CENTRES.detections(
                new OutputMap(ROWS, COLUMNS, CENTRES.channels(), flat), CENTRES.least(0.1)))
        .hasSize(LABELS.size());
  }
}
