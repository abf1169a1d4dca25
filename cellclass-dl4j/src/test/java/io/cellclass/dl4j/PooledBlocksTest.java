package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Network;
import io.cellclass.network.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PooledBlocksTest {
  private static final List<String> BLOCKS = List.of("mixed0", "mixed4", "mixed8");

  /** Relative to the largest value of a block, in float32. */
  private static final double ROUNDING = 1e-5;

  /** Maps of 7, 3 and 1 a side, and of 9, 4 and 1. */
  @ParameterizedTest
  @ValueSource(ints = {75, 96})
  void theWeightFallsInAStraightLineFromTheMiddleToTheBorder(int size) {
    Network maps = SmallModels.BACKBONE.network(size).upTo(BLOCKS);
    Network pooled = PooledBlocks.centred(SmallModels.BACKBONE, size, BLOCKS);
    List<float[]> image = List.of(noise(3 * size * size));
    try (NetworkRunner mapRunner = new NetworkRunner(maps);
        NetworkRunner poolRunner = new NetworkRunner(pooled)) {
      float[][] whole = mapRunner.run(image).get(0);
      float[][] vectors = poolRunner.run(image).get(0);
      for (int block = 0; block < BLOCKS.size(); block++) {
        Shape shape = maps.shape(BLOCKS.get(block));
        double[] expected = weighted(whole[block], shape);
        assertThat(vectors[block]).hasSize(shape.channels());
        for (int c = 0; c < shape.channels(); c++) {
          assertThat((double) vectors[block][c])
              .as("%s channel %d", BLOCKS.get(block), c)
              .isCloseTo(expected[c], within(ROUNDING * (1 + Math.abs(expected[c]))));
        }
      }
    }
  }

  private static double[] weighted(float[] map, Shape shape) {
    double[] sums = new double[shape.channels()];
    double all = 0;
    for (int y = 0; y < shape.rows(); y++) {
      for (int x = 0; x < shape.columns(); x++) {
        double weight = fromBorder(y, shape.rows()) * fromBorder(x, shape.columns());
        all += weight;
        for (int c = 0; c < sums.length; c++) {
          sums[c] += weight * map[(y * shape.columns() + x) * sums.length + c];
        }
      }
    }
    for (int c = 0; c < sums.length; c++) {
      sums[c] /= all;
    }
    return sums;
  }

  /** 1 at the border, 2 beside it, and so on. */
  private static double fromBorder(int position, int length) {
    return 1 + Math.min(position, length - 1 - position);
  }

  private static float[] noise(int length) {
    Random random = new Random(3);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
