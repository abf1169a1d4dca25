package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.neural.Tiles.OutputMap;
import org.junit.jupiter.api.Test;

class CellMapsTest {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 60;

  /** Discs with nuclei in their middles; of two on one pixel the later. */
  private static LabelMap discs(double... centresAndRadii) {
    int[] cells = new int[WIDTH * HEIGHT];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int column = i % WIDTH;
      int row = i / WIDTH;
      classes[i] = PixelClass.BACKGROUND;
      for (int disc = 0; disc < centresAndRadii.length / 3; disc++) {
        double distance =
            Math.hypot(
                column + 0.5 - centresAndRadii[3 * disc],
                row + 0.5 - centresAndRadii[3 * disc + 1]);
        double radius = centresAndRadii[3 * disc + 2];
        if (distance <= radius) {
          cells[i] = disc + 1;
          classes[i] = distance <= radius / 2 ? PixelClass.NUCLEUS : PixelClass.CYTOPLASM;
        }
      }
    }
    return LabelMap.of(WIDTH, HEIGHT, cells, classes);
  }

  /** What a network gives that has learnt a map by heart. */
  private static OutputMap learnt(LabelMap map) {
    RgbImage image = RgbImage.of(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
    float[] target =
        CellMaps.target(
            map,
            new SeenImages.Seen(image, 1, 1),
            Placement.centred(image, WIDTH, HEIGHT),
            WIDTH,
            HEIGHT);
    float[] output = new float[WIDTH * HEIGHT * SegmentationLoss.CHANNELS];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      output[4 * i + (int) target[2 * i]] = 5;
      output[4 * i + 3] = target[2 * i + 1];
    }
    return new OutputMap(HEIGHT, WIDTH, SegmentationLoss.CHANNELS, output);
  }

  private static double shared(LabelMap map, int cell, LabelMap other, int otherCell) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      boolean a = map.cell(i % WIDTH, i / WIDTH) == cell;
      boolean b = other.cell(i % WIDTH, i / WIDTH) == otherCell;
      both += a && b ? 1 : 0;
      either += a || b ? 1 : 0;
    }
    return (double) both / either;
  }

  @Test
  void cellsThatTouchComeBackApart() {
    LabelMap truth = discs(30, 30, 20, 66, 30, 20);

    LabelMap found = CellMaps.cells(learnt(truth), WIDTH, HEIGHT, false);

    assertThat(found.count()).isEqualTo(2);
    assertThat(shared(truth, 1, found, 1)).isGreaterThan(0.97);
    assertThat(shared(truth, 2, found, 2)).isGreaterThan(0.97);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      assertThat(found.pixelClass(i % WIDTH, i / WIDTH))
          .isEqualTo(truth.pixelClass(i % WIDTH, i / WIDTH));
    }
  }

  @Test
  void ofSeveralTheOneWithTheLargestNucleusIsMeant() {
    LabelMap truth = discs(25, 30, 12, 80, 30, 20);

    LabelMap found = CellMaps.cells(learnt(truth), WIDTH, HEIGHT, true);

    assertThat(found.count()).isEqualTo(1);
    assertThat(shared(truth, 2, found, 1)).isEqualTo(1);
  }

  @Test
  void specksAreNoCells() {
    LabelMap found = CellMaps.cells(learnt(discs(25, 30, 1.5, 80, 30, 20)), WIDTH, HEIGHT, false);

    assertThat(found.count()).isEqualTo(1);
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    LabelMap empty = LabelMap.of(WIDTH, HEIGHT, new int[WIDTH * HEIGHT]);

    assertThat(CellMaps.cells(learnt(empty), WIDTH, HEIGHT, false).count()).isZero();
    assertThat(CellMaps.cells(learnt(empty), WIDTH, HEIGHT, true).count()).isZero();
  }

  private static float[] depth(LabelMap map) {
    RgbImage image = RgbImage.of(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
    float[] target =
        CellMaps.target(
            map,
            new SeenImages.Seen(image, 1, 1),
            Placement.centred(image, WIDTH, HEIGHT),
            WIDTH,
            HEIGHT);
    float[] depth = new float[WIDTH * HEIGHT];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = target[2 * i + 1];
    }
    return depth;
  }

  @Test
  void aCellThatFillsTheViewIsDeepEverywhere() {
    int[] cells = new int[WIDTH * HEIGHT];
    java.util.Arrays.fill(cells, 1);

    assertThat(depth(LabelMap.of(WIDTH, HEIGHT, cells))).containsOnly(1);
  }

  @Test
  void depthLeansToNoSide() {
    float[] depth = depth(discs(60, 30, 20));

    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        float there = depth[row * WIDTH + column];
        assertThat(depth[row * WIDTH + WIDTH - 1 - column]).isEqualTo(there);
        assertThat(depth[(HEIGHT - 1 - row) * WIDTH + column]).isEqualTo(there);
      }
    }
  }
}
