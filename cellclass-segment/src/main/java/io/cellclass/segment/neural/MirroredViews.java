package io.cellclass.segment.neural;

import io.cellclass.network.NetworkSession;
import io.cellclass.network.Shape;
import java.util.List;

/**
 * A network of one output, a map of its input's size, that sees each image four times: as it is,
 * mirrored across, down, and both ways. The maps are mirrored back and averaged.
 */
record MirroredViews(NetworkSession session, Shape input) implements NetworkSession {
  private static final boolean[][] MIRRORINGS = {{true, false}, {false, true}, {true, true}};

  @Override
  public List<float[][]> run(List<float[]> images) {
    List<float[][]> sums = session.run(images);
    for (boolean[] mirroring : MIRRORINGS) {
      List<float[][]> maps =
          session.run(
              images.stream().map(image -> mirrored(image, mirroring[0], mirroring[1])).toList());
      for (int i = 0; i < sums.size(); i++) {
        add(mirrored(maps.get(i)[0], mirroring[0], mirroring[1]), sums.get(i)[0]);
      }
    }
    for (float[][] sum : sums) {
      for (int i = 0; i < sum[0].length; i++) {
        sum[0][i] /= 1 + MIRRORINGS.length;
      }
    }
    return sums;
  }

  private static void add(float[] values, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  private float[] mirrored(float[] values, boolean across, boolean down) {
    int rows = input.rows();
    int columns = input.columns();
    int channels = values.length / (rows * columns);
    float[] result = new float[values.length];
    for (int row = 0; row < rows; row++) {
      int fromRow = down ? rows - 1 - row : row;
      for (int column = 0; column < columns; column++) {
        int fromColumn = across ? columns - 1 - column : column;
        System.arraycopy(
            values,
            (fromRow * columns + fromColumn) * channels,
            result,
            (row * columns + column) * channels,
            channels);
      }
    }
    return result;
  }

  @Override
  public void close() {
    session.close();
  }
}
