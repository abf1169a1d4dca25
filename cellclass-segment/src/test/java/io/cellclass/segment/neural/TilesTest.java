package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.RgbImage;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.Shape;
import io.cellclass.segment.neural.Tiles.OutputMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TilesTest {
  private static final Shape INPUT = new Shape(64, 96, 3);

  /** Gives the mean of each square of pixels, channel by channel: what a place sees is known. */
  private record Means(int stride) implements NetworkSession {
    @Override
    public List<float[][]> run(List<float[]> images) {
      return images.stream().map(image -> new float[][] {means(image)}).toList();
    }

    private float[] means(float[] image) {
      int columns = INPUT.columns() / stride;
      float[] means = new float[INPUT.rows() / stride * columns * 3];
      for (int i = 0; i < image.length; i++) {
        int row = i / 3 / INPUT.columns() / stride;
        int column = i / 3 % INPUT.columns() / stride;
        means[(row * columns + column) * 3 + i % 3] += image[i] / (stride * stride);
      }
      return means;
    }

    @Override
    public void close() {}
  }

  private static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(1).nextBytes(rgb);
    return RgbImage.of(width, height, rgb);
  }

  /** Of any size, with parts of tiles at the end, and smaller than a tile. */
  @Test
  void eachPlaceSeesItsOwnPixels() {
    for (int[] size : new int[][] {{96, 64}, {97, 65}, {300, 200}, {40, 30}, {1, 1}}) {
      for (int stride : new int[] {1, 4}) {
        check(noise(size[0], size[1]), stride);
      }
    }
  }

  private static void check(RgbImage image, int stride) {
    Tiles tiles = new Tiles(INPUT, new Shape(64 / stride, 96 / stride, 3));
    OutputMap map = tiles.run(new Means(stride), image);

    assertThat(map.rows()).isEqualTo((image.height() + stride - 1) / stride);
    assertThat(map.columns()).isEqualTo((image.width() + stride - 1) / stride);
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        double mean = 0;
        for (int i = 0; i < stride * stride; i++) {
          int x = reflected(column * stride + i % stride, image.width());
          int y = reflected(row * stride + i / stride, image.height());
          mean += ((image.rgb(x, y) >> 8 & 0xff) / 127.5 - 1) / (stride * stride);
        }
        assertThat((double) map.get(row, column, 1)).isCloseTo(mean, within(1e-5));
      }
    }
  }

  private static int reflected(int position, int length) {
    int inside = position;
    while (inside < 0 || inside >= length) {
      inside = inside < 0 ? -1 - inside : 2 * length - 1 - inside;
    }
    return inside;
  }

  @Test
  void networksThatGiveNoMapOverTheirInputAreRefused() {
    for (Shape[] shapes :
        new Shape[][] {
          {new Shape(64, 64, 1), new Shape(64, 64, 3)},
          {new Shape(32, 64, 3), new Shape(32, 64, 3)},
          {INPUT, new Shape(128, 192, 3)},
          {INPUT, new Shape(64, 48, 3)},
          {INPUT, new Shape(63, 95, 3)},
          {INPUT, Shape.vector(5)},
          {new Shape(96, 96, 3), new Shape(2, 2, 3)}
        }) {
      assertThatThrownBy(() -> new Tiles(shapes[0], shapes[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected a network from an image of at least 64x64 pixels");
    }
  }

  /** A network that knows less at the border of what it sees leaves no step in the whole. */
  @Test
  void tilesFadeIntoEachOther() {
    NetworkSession tired =
        new NetworkSession() {
          private int tile;

          @Override
          public List<float[][]> run(List<float[]> images) {
            return images.stream().map(image -> new float[][] {filled(tile++ % 2)}).toList();
          }

          private float[] filled(float value) {
            float[] result = new float[64 * 96];
            java.util.Arrays.fill(result, value);
            return result;
          }

          @Override
          public void close() {}
        };
    OutputMap map = new Tiles(INPUT, new Shape(64, 96, 1)).run(tired, noise(160, 64));

    for (int column = 1; column < 160; column++) {
      assertThat(Math.abs(map.get(20, column, 0) - map.get(20, column - 1, 0))).isLessThan(0.15f);
    }
    assertThat(map.get(20, 0, 0)).isZero();
    assertThat(map.get(20, 159, 0)).isEqualTo(1);
  }
}
