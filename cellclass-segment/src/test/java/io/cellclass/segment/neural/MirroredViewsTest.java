package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.network.NetworkSession;
import io.cellclass.network.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirroredViewsTest {
  private static final Shape INPUT = new Shape(2, 3, 1);

  /** Gives for each pixel its value and the value of its left neighbour, 0 at the border. */
  private static final class LeftNeighbours implements NetworkSession {
    private boolean closed;

    @Override
    public List<float[][]> run(List<float[]> images) {
      return images.stream().map(LeftNeighbours::run).toList();
    }

    private static float[][] run(float[] image) {
      float[] map = new float[2 * image.length];
      for (int i = 0; i < image.length; i++) {
        map[2 * i] = image[i];
        map[2 * i + 1] = i % 3 == 0 ? 0 : image[i - 1];
      }
      return new float[][] {map};
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void mapsAreMirroredBackAndAveraged() {
    MirroredViews views = new MirroredViews(new LeftNeighbours(), INPUT);

    float[] map = views.run(List.of(new float[] {1, 2, 3, 4, 5, 6})).get(0)[0];

    // The second channel: half of the left neighbour and half of the right one.
    assertThat(map).containsExactly(1, 1, 2, 2, 3, 1, 4, 2.5f, 5, 5, 6, 2.5f);
  }

  @Test
  void eachImageHasItsOwnMap() {
    MirroredViews views = new MirroredViews(new LeftNeighbours(), INPUT);
    float[] first = {1, 2, 3, 4, 5, 6};
    float[] second = {0, 0, 9, 0, 0, 0};

    assertThat(views.run(List.of(first, second)).get(1)[0])
        .containsExactly(views.run(List.of(second)).get(0)[0]);
  }

  @Test
  void theNetworkIsClosed() {
    LeftNeighbours network = new LeftNeighbours();
    new MirroredViews(network, INPUT).close();
    assertThat(network.closed).isTrue();
  }
}
