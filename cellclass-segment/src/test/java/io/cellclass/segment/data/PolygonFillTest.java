package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PolygonFillTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 15;

  @Test
  void aRectangleAlongEdgesHasItsPixels() {
    int[] cells = new int[16];
    PolygonFill.fill(new double[] {1, 1, 3, 1, 3, 4, 1, 4}, 4, 4, cells, 7);

    for (int i = 0; i < cells.length; i++) {
      assertThat(cells[i] == 7).isEqualTo(i % 4 >= 1 && i % 4 < 3 && i / 4 >= 1);
    }
  }

  /** Corners off the pixels' centres, so that none lies on an edge; some outside of the image. */
  @Property(tries = 300)
  void pixelsAreThoseWhoseCentresJavaFindsInside(@ForAll long seed) {
    Random random = new Random(seed);
    double[] corners = new double[2 * (3 + random.nextInt(6))];
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < corners.length; i += 2) {
      corners[i] = random.nextDouble() * (WIDTH + 8) - 4;
      corners[i + 1] = random.nextDouble() * (HEIGHT + 8) - 4;
      if (i == 0) {
        path.moveTo(corners[i], corners[i + 1]);
      } else {
        path.lineTo(corners[i], corners[i + 1]);
      }
    }
    path.closePath();
    int[] cells = new int[WIDTH * HEIGHT];
    PolygonFill.fill(corners, WIDTH, HEIGHT, cells, 1);

    for (int i = 0; i < cells.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      assertThat(cells[i] == 1).as("pixel %s", i).isEqualTo(path.contains(x + 0.5, y + 0.5));
    }
  }
}
