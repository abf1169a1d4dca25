package io.cellclass.segment.neural;

import io.cellclass.RgbImage;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a network over an image of any size by tiles of its input's size, which overlap by a quarter
 * and fade into each other, so that no seam is left. Beyond its border the image is mirrored.
 */
final class Tiles {
  /** Tiles start where the network's coarsest level has a place, so that all see the same grid. */
  private static final int GRID = 32;

  private final Shape input;
  private final Shape output;
  private final int stride;

  /** Of shorter sides a quarter would be no overlap. */
  static final int LEAST_SIDE = 64;

  /**
   * Tiles for a network of one output.
   *
   * @throws IllegalArgumentException if the input is no image of at least 64x64 pixels, or the
   *     output no map with a place for each so many of its pixels
   */
  Tiles(Shape input, Shape output) {
    this.input = input;
    this.output = output;
    this.stride = input.rows() / output.rows();
    boolean image = input.channels() == 3 && Math.min(input.rows(), input.columns()) >= LEAST_SIDE;
    boolean fits =
        stride >= 1
            && GRID % stride == 0
            && output.rows() * stride == input.rows()
            && output.columns() * stride == input.columns();
    if (!image || !fits) {
      throw new IllegalArgumentException(
          "expected a network from an image of at least "
              + LEAST_SIDE
              + "x"
              + LEAST_SIDE
              + " pixels to a map over it, found one from "
              + input
              + " to "
              + output);
    }
  }

  /**
   * The network's output for an image.
   *
   * @param values {@code [row][column][channel]}
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record OutputMap(int rows, int columns, int channels, float[] values) {
    float get(int row, int column, int channel) {
      return values[(row * columns + column) * channels + channel];
    }
  }

  /** How many of the input's pixels a place of the output has beside and below it. */
  int stride() {
    return stride;
  }

  OutputMap run(NetworkSession session, RgbImage image) {
    int rows = (image.height() + stride - 1) / stride;
    int columns = (image.width() + stride - 1) / stride;
    float[] sums =
        new float[Math.multiplyExact(Math.multiplyExact(rows, columns), output.channels())];
    float[] weights = new float[rows * columns];
    byte[] rgb = image.bytes();
    for (int top : starts(image.height(), input.rows())) {
      List<Integer> lefts = starts(image.width(), input.columns());
      List<float[]> tiles = new ArrayList<>();
      for (int left : lefts) {
        tiles.add(cut(rgb, image.width(), image.height(), left, top));
      }
      List<float[][]> results = session.run(tiles);
      for (int i = 0; i < results.size(); i++) {
        add(results.get(i)[0], lefts.get(i) / stride, top / stride, rows, columns, sums, weights);
      }
    }
    for (int place = 0; place < weights.length; place++) {
      for (int c = 0; c < output.channels(); c++) {
        sums[place * output.channels() + c] /= weights[place];
      }
    }
    return new OutputMap(rows, columns, output.channels(), sums);
  }

  private static List<Integer> starts(int length, int tile) {
    List<Integer> starts = new ArrayList<>();
    int step = Math.max(GRID, (tile - tile / 4) / GRID * GRID);
    int start = 0;
    starts.add(start);
    while (start + tile < length) {
      start += step;
      starts.add(start);
    }
    return starts;
  }

  private float[] cut(byte[] rgb, int width, int height, int left, int top) {
    float[] tile = new float[(int) input.size()];
    int at = 0;
    for (int row = 0; row < input.rows(); row++) {
      int y = mirrored(top + row, height);
      for (int column = 0; column < input.columns(); column++) {
        int from = 3 * (y * width + mirrored(left + column, width));
        for (int c = 0; c < 3; c++) {
          tile[at++] = Pixels.value(rgb[from + c] & 0xff);
        }
      }
    }
    return tile;
  }

  static int mirrored(int position, int length) {
    int period = 2 * length;
    int folded = Math.floorMod(position, period);
    return folded < length ? folded : period - 1 - folded;
  }

  private void add(
      float[] values, int left, int top, int rows, int columns, float[] sums, float[] weights) {
    int channels = output.channels();
    for (int row = 0; row < output.rows() && top + row < rows; row++) {
      for (int column = 0; column < output.columns() && left + column < columns; column++) {
        float weight = fade(row, output.rows()) * fade(column, output.columns());
        int place = (top + row) * columns + left + column;
        weights[place] += weight;
        int from = (row * output.columns() + column) * channels;
        for (int c = 0; c < channels; c++) {
          sums[place * channels + c] += weight * values[from + c];
        }
      }
    }
  }

  /** Small at the border of a tile, where the network knows one side only, but never zero. */
  private static float fade(int position, int length) {
    float inside = Math.min(position, length - 1 - position) + 0.5f;
    return Math.min(1, inside / (length / 4f));
  }
}
